// How a forecast runs: what happens on a day and in which order, what a rate means, what happens at the horizon. These
// rules are part of the language; the engine keeps to them, and the tests hold it to them.

package enum ForecastRules {
  /// A heading and what is said under it.
  package static let sections: [(title: String, points: [String])] = [
    (
      "A day",
      [
        """
        Time runs by days, from the first of the horizon to the last. On each day, in this order: stays end; mentors, \
        officers and rounds come to their ends; people arrive; intakes whose last member is decided are chosen from; \
        vacancies are filled; those who lost a mentor are given another; stages are filled, from the top of the \
        ladder down; people run out of patience; costs by the calendar are booked.
        """,
        """
        A stock (`active`, `waiting`, `without-mentor`, `mentors`, `vacant`) is what stands when the day is over. \
        `peak`, `mean` and `last` are of these; alone, a stock is that of the last day.
        """,
        "What has not ended on the last day is in progress: counted as neither completed nor left.",
      ]
    ),
    (
      "Coming and waiting",
      [
        """
        A cohort arrives whole on the day it starts. The people of a stream arrive one by one, at random (a Poisson \
        process of the stated rate). Each belongs to a group of each dimension by chance, with the shares of the \
        `mix`; what these leave open is `unstated`. Named people are themselves.
        """,
        """
        Who comes to a stage queues. The first of the queue enters as soon as there are together: a place, a \
        trainers' hour where the curriculum takes some, the money where a fund holds admissions, and a mentor's free \
        slot. What is missing first, in this order, is what people wait for. The queue is in order of coming; where \
        the stage admits the best, in order of commitment.
        """,
        """
        `places: 40` is at once, in people or, where they come in teams, in teams. `places: 30 per intake` takes the \
        first 30 of each intake and turns the others away for good.
        """,
        """
        With `starts: together` people enter only on days on which the stage starts: when a cohort arrives at it, or \
        when the last of an intake is decided in the stage before; for a stream when a month is over. Who finds no \
        place or no mentor then waits for the next start.
        """,
        """
        Whoever has waited as long as `waits-up-to` gives up that day, after the admissions; with `0 days`, at once. \
        They have not entered; the forecast says what they lacked.
        """,
      ]
    ),
    (
      "Staying and leaving",
      [
        """
        A stay lasts `duration` by the calendar, at least a day. Whoever stays to the end completes on the day after \
        the last, unless a `pass` stands before it; whoever does not pass may begin the stage again, place and mentor \
        kept, as often as `repeats` says, and leaves when that is used up.
        """,
        """
        `completion: 84%` is of those who enter: each stays to the end with that chance. The others leave on a day \
        drawn evenly between the first and the last (`leaving: evenly`), with a weight that falls evenly to nothing \
        (`early`), or on the last (`at-the-end`).
        """,
        """
        `attrition: 2% per month` is a chance that compounds: over a stay of m months 98 % to the power m stay, and \
        the day of leaving follows the same law. Months are counted as the duration says them, others by the mean \
        month of 30.436875 days.
        """,
        "Without `completion` and `attrition` everybody stays to the end.",
        """
        Commitment: each person has one, a standard normal number, for all stages. It shifts the log-odds of staying \
        to the end by 0.5 (`weak`), 1 (`moderate`) or 2 (`strong`) for each standard deviation. The shift is \
        calibrated in pilot runs of Base so that those who enter the stage in Base stay at the stated rate, and that \
        calibration is kept for every scenario. A scenario that selects better, or loses fewer of the committed \
        before, therefore shows better rates than stated.
        """,
      ]
    ),
    (
      "Going on",
      [
        """
        Completers go on to the stages that come `after`. A stage that admits `best(60%)` gathers the completers of an \
        intake until the last of it is decided (left, gave up or completed all that comes before), and takes the most \
        committed share of them, rounded to whole people, halves up. A stream's intake is a month's arrivals. \
        `random(60%)` takes each completer with that chance, at once.
        """,
        """
        Where several stages come after one, those that choose the best are offered the completers first, then those \
        that choose by chance, each in order of name; who is left goes to one of the stages that take everyone, each \
        as likely. Who is chosen by none has come to the end of the way. Who completes a stage after which nothing \
        comes graduates.
        """,
        """
        A team moves as one: one place, one mentor, one commitment, one outcome. It is counted in people; who joins \
        a pool is drawn for each of its people. A mean `team-size` of 1.45 makes teams of one and of two, 29 people \
        in 20 teams.
        """,
      ]
    ),
    (
      "Mentors",
      [
        """
        A mentor has as many slots as `mentees` says, and no more hours than `available`. A stage asks its pools in \
        the order written; in a pool the mentor with the fewest slots taken is found, of equals the one whose slots \
        changed last. Nobody mentors themselves. Where a pool says `languages` and the person's group or the person \
        speaks some, the two must share one.
        """,
        """
        `retention: 80% per year` (or month) compounds, and a mentor may leave on any day. `per round`: when a round \
        begins, those who were there when the last one began stay with that chance. Rounds are counted from the first \
        start of a cohort. `per term`: at the end of each of their own terms. Without retention per term, a `term` \
        ends the service, or with a `rest` interrupts it. Without a term the rest is of a slot, after each mentee.
        """,
        """
        When a mentor leaves, the mentees stay in the stage without one and are the first to get another, those who \
        lost theirs first, of one mentor's the latest. A named mentor who is `away` serves nobody in that time, and \
        the mentees likewise may get another; a trainer who is away gives no hours. People who \
        have a place and lack only a mentor are counted in `without-mentor` too. With `without-mentor: proceed` \
        people enter without one and get one when they can.
        """,
        """
        `drawn-from` of a pool: each person who completes the stage (graduates or goes on), steps down from the \
        position, leaves the pool or graduates from the cohort joins with that chance, once. Newcomers go through \
        `training` first, unless they come from a stage with that very curriculum; a curriculum takes until the last \
        `week` of its modules, or a week for each.
        """,
        """
        Trainers: a stage's curriculum takes the hours of its modules times `trainers-needed`, spread evenly over the \
        stage, for each group of an intake. A new group begins only when the pools of trainers with the skills needed \
        have the hours. Pools without `available` set no limit.
        """,
      ]
    ),
    (
      "Positions",
      [
        """
        The terms of `incumbents` end on a day of their year drawn evenly, or at its last election. When a term ends \
        the seat is vacant, and from where it is filled is drawn with the shares of `drawn-from`; what they leave \
        open is filled from elsewhere. The position itself among them means another term, up to `limit` in a row. \
        From a stage come those who completed it, from a pool its members, the first to come first; when there is \
        nobody the seat stays empty until there is. With `elections` seats are filled only on those days, and each time it is \
        drawn anew from where. Seats that \
        no incumbent holds are vacant at the start.
        """
      ]
    ),
    (
      "Money",
      [
        """
        Amounts are whole minor units of the programme's currency. A fund's amount is there on the first day it is \
        `valid`; one per year, month or round accrues by the day, and what is unspent carries over; after the last \
        day it pays nothing.
        """,
        """
        Costs per participant (or team) are charged when somebody enters the stage, those of its curriculum's modules \
        too; without `on`, when somebody enters their first stage. Costs per session: when the first of a group \
        enters. Per cohort: when it starts. Per month, year or round: on the last day of each month, for its days. Of \
        a pool: per month, year, round or mentee for each member; honoraria likewise. Of an event: on its first day, \
        for those in the stages whose modules are held at it. Once: on the first day. `uptake` is drawn for each \
        participant, and a factor elsewhere.
        """,
        """
        Each charge goes to the funds of the cost's `from` in order, else to those whose `pays` and `only` fit, those \
        restricted by `only` first, then by fewer categories, then by name; as far as each goes. What no fund pays is \
        reported. A fund that holds admissions lets nobody enter whose costs it and the others cannot pay; they wait.
        """,
      ]
    ),
    (
      "Counting",
      [
        """
        `completed(cohort)` is who graduated, `left(cohort)` who came to the end of their way otherwise, and \
        `in-progress(cohort)` the rest. `retained(X, after: d)`: of those who completed or left X (stepped down from \
        it), the share who are, so long after, in a stage, waiting for one, in a pool or in a position; those whose \
        time is not up at the horizon are left out. `ties`: pairs of mentor and mentee who belong to known and \
        different groups of a dimension, each pair once.
        """,
        """
        A target holds with a chance: the share of the runs in which its condition holds (where it is undefined, as a \
        share of nobody is, it does not). It is met when the whole 99 % interval of that chance (Wilson) is at or \
        above what is asked, missed when it is below, else too close to call. `test` makes 1,000 runs, and while a \
        target is too close to call 4,000 and 10,000; after `simulate` it decides by those runs.
        """,
        """
        Every draw has an address (seed, run, who, what for) in a Philox-4×32-10 generator. Any number of workers \
        gives the same figures, and scenarios share their draws: a person is the same person in each.
        """,
      ]
    ),
  ]

  package static var markdown: String {
    sections.map { section in
      "### \(section.title)\n\n" + section.points.map { "- \($0)" }.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
