// Seats: they fall vacant when terms end, and are filled from where their position draws.

import RungModel

extension Run {
  /// Those who sit at the beginning: their terms end on a day of the year that was said, or at its last election.
  mutating func seatIncumbents() {
    seats.clear()
    vacantSeats.fill(0)
    for (place, position) in plan.positions.enumerated() {
      let total = Int(seatCount[place])
      let wanted = min(count(position.seats), total)
      // Seats beyond the drawn number do not exist in this run.
      for _ in 0..<total { seats.append(Seat()) }
      if isGivenUp() { return }
      for seat in 0..<wanted { setVacant(Int(firstSeat[place]) + seat, place, true) }
      stock(sites.stock(.vacant, place), wanted, -1)
      counts.seats(place, wanted)
      var seat = Int(firstSeat[place])
      let end = seat + wanted
      let key = keys.key(Purpose.incumbents, position.name)
      var person: UInt32 = 0
      for year in position.incumbents {
        for _ in 0..<year.count where seat < end {
          if isGivenUp() { return }
          let personKey = StableHash.key(of: key, UInt64(person))
          let u = outsider(personKey)
          sit(u, Int32(truncatingIfNeeded: seat), place)
          var last = year.first + Int(uniform(key, personKey) * Double(year.last - year.first + 1))
          if let elections = position.elections?.filter({ $0 >= year.first && $0 <= year.last }),
            let election = elections.max()
          {
            last = election
          }
          schedule(.ends, max(0, last), .seatEnds, Int32(truncatingIfNeeded: seat), Int32(place))
          seat += 1
          person += 1
        }
      }
      if seat < end, position.elections == nil { markPosition(place) }
    }
  }

  private mutating func setVacant(_ seat: Int, _ position: Int, _ isVacant: Bool) {
    let place = seat - Int(firstSeat[position])
    let word = Int(firstVacantWord[position]) + place / 64
    let bit = UInt64(1) << UInt64(place % 64)
    vacantSeats[word] = isVacant ? vacantSeats[word] | bit : vacantSeats[word] & ~bit
  }

  private mutating func markPosition(_ place: Int) {
    positionDirty[place] = true
    isAnyPositionDirty = true
  }

  private mutating func sit(_ u: Int32, _ seat: Int32, _ position: Int) {
    if seats[seat].unit != u { seats.at[Int(seat)].terms = 0 }
    seats.at[Int(seat)].unit = u
    seats.at[Int(seat)].origin = Seat.undecided
    seats.at[Int(seat)].fillings += 1
    seats.at[Int(seat)].redraws = 0
    seats.at[Int(seat)].terms += 1
    seatings[u] |= 1 << UInt64(position)
    setVacant(Int(seat), position, false)
    stock(sites.stock(.seated, position), 1, u)
    stock(sites.stock(.vacant, position), -1, u)
  }

  // MARK: Ends of terms

  mutating func seatEnds(_ seat: Int32, _ position: Int) {
    let u = seats[seat].unit
    guard u >= 0 else { return }
    let isFilledToday = isFilled(position, on: day)
    if isFilledToday {
      // Whether the one who sits is chosen again is drawn with the vacancy.
      let origin = drawOrigin(seat, position, mayStay: Int(seats[seat].terms) < positions[position].limit)
      if origin >= 0, drawnFrom[positions[position].drawnFrom.start + origin].kind == .own {
        flow(sites.flow(.filled, position), u)
        seats.at[Int(seat)].terms += 1
        seats.at[Int(seat)].fillings += 1
        seats.at[Int(seat)].redraws = 0
        scheduleEnd(seat, position)
        return
      }
      stepDown(seat, position)
      seats.at[Int(seat)].origin = origin
    } else {
      stepDown(seat, position)
    }
    if isFilledToday { markPosition(position) }
  }

  /// Without elections seats are filled on any day.
  private mutating func isFilled(_ position: Int, on day: Int) -> Bool {
    guard positions[position].hasElections else { return true }
    for place in positions[position].elections.range where Int(elections[place]) == day { return true }
    return false
  }

  private mutating func scheduleEnd(_ seat: Int32, _ position: Int) {
    guard positions[position].hasTerm else { return }
    let end = day(after: positions[position].term, from: day)
    schedule(.ends, max(day + 1, end), .seatEnds, seat, Int32(position))
  }

  private mutating func stepDown(_ seat: Int32, _ position: Int) {
    let u = seats[seat].unit
    seats.at[Int(seat)].unit = -1
    seats.at[Int(seat)].origin = Seat.undecided
    seatings[u] &= ~(1 << UInt64(position))
    setVacant(Int(seat), position, true)
    stock(sites.stock(.seated, position), -1, u)
    stock(sites.stock(.vacant, position), 1, u)
    flow(sites.flow(.steppedDown, position), u)
    join(.position(position), u, nth: Int(seats[seat].fillings) & 0xFFF)
    offer(.position(position), u)
    if counts.watchesRetention { watch(.position(position), u) }
  }

  /// From where a vacancy is to be filled: a place of `drawnFrom`, or `Seat.elsewhere`.
  private mutating func drawOrigin(_ seat: Int32, _ position: Int, mayStay: Bool) -> Int32 {
    let sources = positions[position].drawnFrom
    let key = positions[position].vacancyKey
    var total = 0.0
    for place in sources.range where mayStay || drawnFrom[place].kind != .own {
      total += number(drawnFrom[place].share)
    }
    // Shares that come to more than all are taken in proportion; what they leave open is filled from elsewhere.
    let draw = UInt32(bitPattern: seats[seat].fillings) | UInt32(bitPattern: seats[seat].redraws) << 20
    seats.at[Int(seat)].redraws += 1
    var left = uniform(key, UInt64(UInt32(bitPattern: seat)), draw)
    left *= mayStay ? max(1, total) : max(total, remainder(sources))
    for place in sources.range where mayStay || drawnFrom[place].kind != .own {
      left -= number(drawnFrom[place].share)
      if left < 0 {
        return drawnFrom[place].kind == .elsewhere ? Seat.elsewhere : Int32(place) - sources.start
      }
    }
    return Seat.elsewhere
  }

  /// All that is not the position itself: who may not stay leaves the seat to the other sources.
  private mutating func remainder(_ sources: Slice) -> Double {
    var own = 0.0
    for place in sources.range where drawnFrom[place].kind == .own { own += number(drawnFrom[place].share) }
    return max(1e-9, 1 - own)
  }

  // MARK: Filling

  mutating func election(_ position: Int) {
    // Vacancies that waited are drawn anew.
    for seat in Int(firstSeat[position])..<Int(firstSeat[position] + seatCount[position])
    where seats[seat].unit < 0 {
      seats.at[seat].origin = Seat.undecided
    }
    markPosition(position)
  }

  mutating func fillSeats() {
    isAnyPositionDirty = false
    for position in 0..<sites.positions where positionDirty[position] {
      positionDirty[position] = false
      if isFilled(position, on: day) { fill(position) }
    }
  }

  private mutating func fill(_ position: Int) {
    let first = Int(firstSeat[position])
    let words = (Int(seatCount[position]) + 63) / 64
    var exhausted: UInt64 = 0
    for word in 0..<words {
      // Those filled on the way are taken out of the bits of the run, not of these.
      var vacant = vacantSeats[Int(firstVacantWord[position]) + word]
      while vacant != 0 {
        let seat = first + word * 64 + vacant.trailingZeroBitCount
        vacant &= vacant - 1
        if isGivenUp() { return }
        fill(seat, position, &exhausted)
      }
    }
  }

  /// - Parameter exhausted: sources in which nobody is left, as bits.
  private mutating func fill(_ seat: Int, _ position: Int, _ exhausted: inout UInt64) {
    let number = Int32(truncatingIfNeeded: seat)
    if seats[seat].origin == Seat.undecided {
      seats.at[seat].origin = drawOrigin(number, position, mayStay: false)
    }
    let origin = seats[seat].origin
    let u: Int32
    if origin == Seat.elsewhere {
      let key = StableHash.key(of: positions[position].personKey, UInt64(seat - Int(firstSeat[position])))
      u = outsider(StableHash.key(of: key, UInt64(seats[seat].fillings)))
      flow(sites.flow(.filledElsewhere, position), u)
    } else {
      // Nobody is left there: the other seats that wait for it need not ask.
      guard origin >= 64 || exhausted & 1 << UInt64(origin) == 0 else { return }
      u = nextCandidate(position, Int(origin))
      guard u >= 0 else {
        if origin < 64 { exhausted |= 1 << UInt64(origin) }
        return
      }
    }
    flow(sites.flow(.filled, position), u)
    sit(u, number, position)
    scheduleEnd(number, position)
    officerCharges(position, u)
  }

  /// Those an origin offers stand in line, the first to come first; who sits already is passed over.
  private mutating func nextCandidate(_ position: Int, _ origin: Int) -> Int32 {
    let source = drawnFrom[Int(positions[position].drawnFrom.start) + origin]
    let line = Int(source.origin)
    let cursor = cursorOf[position][origin]
    var node = cursors[cursor] < 0 ? candidateHead[line] : candidates[cursors[cursor]].next
    while node >= 0, !isGivenUp() {
      cursors[cursor] = node
      let u = candidates[node].unit
      var fits = seatings[u] & 1 << UInt64(position) == 0
      if source.pool >= 0 { fits = fits && memberships[u] & 1 << UInt64(source.pool) != 0 }
      if fits { return u }
      node = candidates[node].next
    }
    return -1
  }

  /// Somebody may be chosen for the seats that draw from this origin.
  mutating func offer(_ origin: Origin, _ u: Int32) {
    let line = number(of: origin)
    guard hasCandidates[line] else { return }
    let node = Int32(truncatingIfNeeded: candidates.count)
    candidates.append(CandidateNode(unit: u, next: -1))
    if candidateHead[line] < 0 {
      candidateHead[line] = node
    } else {
      candidates.at[Int(candidateTail[line])].next = node
    }
    candidateTail[line] = node
    for position in 0..<sites.positions where !positions[position].hasElections {
      for place in positions[position].drawnFrom.range where Int(drawnFrom[place].origin) == line {
        markPosition(position)
      }
    }
  }
}
