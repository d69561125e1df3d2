// The peer of `rung-bench assign`: LEMON's NetworkSimplex on the same numbers. Most mentees first: an arc straight to
// the sink costs more than any total.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

struct SplitMix {
  unsigned long long state;
  int below(int limit) {
    unsigned long long z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (int)((z ^ (z >> 31)) % (unsigned long long)limit);
  }
};

int main(int count, char **words) {
  if (count != 7) return 64;
  int mentees = atoi(words[1]), mentors = atoi(words[2]), caseload = atoi(words[3]);
  int eligible = atoi(words[4]), top = atoi(words[5]);
  SplitMix random{strtoull(words[6], nullptr, 10)};
  typedef lemon::SmartDigraph Graph;
  Graph graph;
  graph.reserveNode(mentees + mentors + 1);
  graph.reserveArc((long)mentees * eligible + mentees + mentors);
  for (int node = 0; node <= mentees + mentors; node++) graph.addNode();
  Graph::Node sink = graph.nodeFromId(mentees + mentors);
  std::vector<int> capacity;
  std::vector<long long> cost;
  std::vector<int> seen(mentors, -1);
  for (int mentee = 0; mentee < mentees; mentee++) {
    for (int found = 0; found < eligible;) {
      int mentor = random.below(mentors);
      if (seen[mentor] == mentee) continue;
      seen[mentor] = mentee;
      graph.addArc(graph.nodeFromId(mentee), graph.nodeFromId(mentees + mentor));
      cost.push_back(-(1 + random.below(top)));
      capacity.push_back(1);
      found++;
    }
  }
  int pairs = (int)cost.size();
  for (int mentee = 0; mentee < mentees; mentee++) {
    graph.addArc(graph.nodeFromId(mentee), sink);
    cost.push_back((long long)top * mentees + 1);
    capacity.push_back(1);
  }
  for (int mentor = 0; mentor < mentors; mentor++) {
    graph.addArc(graph.nodeFromId(mentees + mentor), sink);
    cost.push_back(0);
    capacity.push_back(caseload);
  }
  Graph::ArcMap<int> upper(graph);
  Graph::ArcMap<long long> costs(graph);
  Graph::NodeMap<int> supply(graph, 0);
  for (int arc = 0; arc < (int)cost.size(); arc++) {
    upper[graph.arcFromId(arc)] = capacity[arc];
    costs[graph.arcFromId(arc)] = cost[arc];
  }
  for (int mentee = 0; mentee < mentees; mentee++) supply[graph.nodeFromId(mentee)] = 1;
  supply[sink] = -mentees;
  lemon::NetworkSimplex<Graph, int, long long> simplex(graph);
  simplex.upperMap(upper).costMap(costs).supplyMap(supply);
  clock_t start = clock();
  bool solved = simplex.run() == simplex.OPTIMAL;
  double milliseconds = 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC;
  long long total = 0;
  int matched = 0;
  for (int arc = 0; arc < pairs; arc++)
    if (simplex.flow(graph.arcFromId(arc))) {
      total -= cost[arc];
      matched++;
    }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("solve_ms %.3f\nmatched %d\ntotal %lld\npeak_mb %.1f\n", milliseconds, matched, total, usage.ru_maxrss / 1024.0);
  return solved ? 0 : 1;
}
