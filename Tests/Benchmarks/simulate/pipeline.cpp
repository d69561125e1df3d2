// The pipeline of `scripts/bench simulate` as a hand-written loop: six stages with seats, quarterly applicants, monthly
// attrition, residence that varies from person to person, mentors with a caseload of whom graduates add more.
//
// It has the event semantics of Rung's forecasts (a day: stays end, people arrive, stages are filled from the top down)
// and takes its random numbers from the same addresses, so that both must count exactly the same. It prints the
// totals over all runs and the processor time.
//
// Arguments: runs, first day number of the months' table is 0; keys of the stages' stays, of the stages' durations, of
// joining, of the cohorts' people, then the lengths of the months, all on standard input.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#ifdef PLAIN_RANDOM
static uint64_t plainState = 88172645463325252ull;
static inline double plainUniform() {
  plainState ^= plainState << 7;
  plainState ^= plainState >> 9;
  return (double)((int64_t)(plainState >> 12) * 2 + 1) * 0x1p-53;
}
#endif

struct Pair { double first, second; };

// Philox-4x32-10 (Salmon, Moraes, Dror, Shaw 2011).
static inline Pair philox(uint64_t key, uint64_t entity, uint32_t run, uint32_t block) {
  uint32_t c0 = block, c1 = run, c2 = (uint32_t)entity, c3 = (uint32_t)(entity >> 32);
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int i = 0; i < 10; i++) {
    uint64_t a = (uint64_t)c0 * 0xD2511F53u, b = (uint64_t)c2 * 0xCD9E8D57u;
    c0 = (uint32_t)(b >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)b;
    c2 = (uint32_t)(a >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)a;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  uint64_t x = (uint64_t)c1 << 32 | c0, y = (uint64_t)c3 << 32 | c2;
  return {(double)((int64_t)(x >> 12) * 2 + 1) * 0x1p-53, (double)((int64_t)(y >> 12) * 2 + 1) * 0x1p-53};
}

static inline uint64_t mixed(uint64_t z) {
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
  return z ^ (z >> 31);
}
static inline uint64_t keyOf(uint64_t whole, uint64_t part) {
  return mixed(mixed(whole + 0x9E3779B97F4A7C15ull) ^ part);
}

enum { STAGES = 6, COHORTS = 12, APPLICANTS = 200, MENTORS = 60, CASELOAD = 4 };
static const int seats[STAGES] = {150, 130, 110, 90, 70, 60};
static const double attrition[STAGES] = {0.06, 0.054, 0.048, 0.042, 0.036, 0.03};
static const double shortest[STAGES] = {1, 1.6, 2.2, 2.8, 3.4, 4};
static const double longest[STAGES] = {3, 4, 5, 6, 7, 8};
static const double joins = 0.15;
static const double daysPerMonth = 30.436875;

struct Person {
  uint64_t key;
  int stage, since, link, mentor;
  bool stays;
};
struct Mentor { int load, next, previous; };

int main(int count, char **arguments) {
  uint32_t runs = count > 1 ? (uint32_t)atoi(arguments[1]) : 100;
  uint64_t stayKey[STAGES], lengthKey[STAGES], variationKey, joinKey, personKey[COHORTS];
  int cohortDay[COHORTS], months, days;
  for (auto &key : stayKey) if (scanf("%lu", &key) != 1) return 2;
  for (auto &key : lengthKey) if (scanf("%lu", &key) != 1) return 2;
  if (scanf("%lu %lu", &variationKey, &joinKey) != 2) return 2;
  for (auto &key : personKey) if (scanf("%lu", &key) != 1) return 2;
  for (auto &day : cohortDay) if (scanf("%d", &day) != 1) return 2;
  if (scanf("%d %d", &days, &months) != 2) return 2;
  std::vector<int> start(months);
  for (auto &day : start) if (scanf("%d", &day) != 1) return 2;
  std::vector<int> monthOf;
  for (int m = 0; m + 1 < months; m++) for (int d = start[m]; d < start[m + 1]; d++) if (d >= 0) monthOf.push_back(m);

  std::vector<Person> people;
  std::vector<Mentor> mentors;
  std::vector<int> head(days), tail(days);
  int queueHead[STAGES], queueTail[STAGES], queued[STAGES], inside[STAGES], level[CASELOAD + 1], freeSlots;
  bool dirty[STAGES];
  long entered[STAGES] = {}, completed[STAGES] = {}, dropped[STAGES] = {}, waited[STAGES] = {}, mentorDays = 0, joined = 0;
  double logStay[STAGES];
  for (int s = 0; s < STAGES; s++) logStay[s] = std::log1p(-attrition[s]);

  timespec before, after;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
  for (uint32_t run = 0; run < runs; run++) {
    people.clear();
    mentors.clear();
    for (int d = 0; d < days; d++) head[d] = -1;
    for (int s = 0; s < STAGES; s++) {
      queueHead[s] = queueTail[s] = -1;
      queued[s] = inside[s] = 0;
      dirty[s] = false;
    }
    for (int &l : level) l = -1;
    freeSlots = 0;
    auto insert = [&](int m) {
      int l = mentors[m].load;
      if (l >= CASELOAD) return;
      mentors[m].next = level[l];
      mentors[m].previous = -1;
      if (level[l] >= 0) mentors[level[l]].previous = m;
      level[l] = m;
    };
    auto removeFrom = [&](int m) {
      int l = mentors[m].load;
      if (l >= CASELOAD) return;
      if (mentors[m].previous >= 0) mentors[mentors[m].previous].next = mentors[m].next; else level[l] = mentors[m].next;
      if (mentors[m].next >= 0) mentors[mentors[m].next].previous = mentors[m].previous;
    };
    auto addMentor = [&]() {
      mentors.push_back({0, -1, -1});
      insert((int)mentors.size() - 1);
      freeSlots += CASELOAD;
      for (int s = 0; s < STAGES; s++) if (queued[s] > 0) dirty[s] = true;
    };
    for (int m = 0; m < MENTORS; m++) addMentor();
    int nextCohort = 0;
    for (int day = 0; day < days; day++) {
      auto come = [&](int p, int s) {
        people[p].stage = s;
        people[p].since = day;
        people[p].link = -1;
        if (queueTail[s] < 0) queueHead[s] = p; else people[queueTail[s]].link = p;
        queueTail[s] = p;
        queued[s]++;
        dirty[s] = true;
      };
      for (int p = head[day]; p >= 0;) {
        int next = people[p].link, s = people[p].stage, m = people[p].mentor;
        removeFrom(m);
        mentors[m].load--;
        insert(m);
        freeSlots++;
        for (int t = 0; t < STAGES; t++) if (queued[t] > 0) dirty[t] = true;
        inside[s]--;
        if (people[p].stays) {
          completed[s]++;
          if (s + 1 < STAGES) {
            come(p, s + 1);
          } else {
#ifdef PLAIN_RANDOM
            double u = plainUniform();
#else
            double u = philox(joinKey, people[p].key, run, 0).first;
#endif
            if (u < joins) {
              addMentor();
              joined++;
            }
          }
        } else {
          dropped[s]++;
        }
        p = next;
      }
      while (nextCohort < COHORTS && cohortDay[nextCohort] == day) {
        for (int i = 0; i < APPLICANTS; i++) {
          people.push_back({keyOf(personKey[nextCohort], (uint64_t)i), 0, 0, -1, -1, false});
          come((int)people.size() - 1, 0);
        }
        nextCohort++;
      }
      for (int s = STAGES - 1; s >= 0; s--) {
        if (!dirty[s]) continue;
        dirty[s] = false;
        while (queueHead[s] >= 0 && inside[s] < seats[s] && freeSlots > 0) {
          int p = queueHead[s];
          queueHead[s] = people[p].link;
          if (queueHead[s] < 0) queueTail[s] = -1;
          queued[s]--;
          inside[s]++;
          entered[s]++;
          waited[s] += day - people[p].since;
          int l = 0;
          while (level[l] < 0) l++;
          int m = level[l];
          removeFrom(m);
          mentors[m].load++;
          insert(m);
          freeSlots--;
          people[p].mentor = m;
          // How long, and whether to the end.
#ifdef PLAIN_RANDOM
          double u = plainUniform(), v = plainUniform();
#else
          uint32_t n = (uint32_t)(people[p].key >> 1);
          Pair drawn = philox(variationKey, lengthKey[s], run, n >> 1);
          double v = n & 1 ? drawn.second : drawn.first;
          double u = philox(stayKey[s], people[p].key, run, 0).first;
#endif
          double stay = shortest[s] * (1 - v) + longest[s] * v;
          double whole = std::floor(stay);
          int month = monthOf[day], target = month + (int)whole, place = day - start[month];
          int length = start[target + 1] - start[target];
          int landed = start[target] + (place < length ? place : length - 1);
          int from = landed - start[target], nextLength = start[target + 2] - start[target + 1];
          int later = start[target + 1] + (from < nextLength ? from : nextLength - 1);
          int end = (int)std::floor(landed + (stay - whole) * (later - landed));
          int total = end - day > 1 ? end - day : 1;
          double share = std::log(u) / (logStay[s] * (stay * daysPerMonth / daysPerMonth));
          people[p].stays = share >= 1;
          if (share < 1) {
            int leave = (int)std::ceil(share * total);
            if (leave < total) total = leave > 1 ? leave : 1;
          }
          int when = day + total;
          if (when < days) {
            people[p].link = -1;
            if (head[when] < 0) head[when] = p; else people[tail[when]].link = p;
            tail[when] = p;
          }
        }
      }
      mentorDays += (long)mentors.size();
    }
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
  for (int s = 0; s < STAGES; s++) printf("stage%d %ld %ld %ld %ld\n", s, entered[s], completed[s], dropped[s], waited[s]);
  printf("joined %ld\nmentor-days %ld\n", joined, mentorDays);
  printf("seconds %.6f\n", (double)(after.tv_sec - before.tv_sec) + 1e-9 * (double)(after.tv_nsec - before.tv_nsec));
}
