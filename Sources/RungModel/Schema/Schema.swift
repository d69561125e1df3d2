// The schema: one declarative table of kinds and properties. Checker, completion, documentation, formatter
// order, reference page, editor grammars and snapshots read it; to add a property is to add one entry.

/// A kind's position in its schema.
package struct KindID: Hashable, Sendable, Comparable {
  package let index: Int
  package init(index: Int) { self.index = index }
  package static func < (left: KindID, right: KindID) -> Bool { left.index < right.index }
}

/// A property's position in its schema, over all kinds: properties of a kind are neighbours, in canonical order.
package struct PropertyID: Hashable, Sendable, Comparable {
  package let index: Int
  package init(index: Int) { self.index = index }
  package static func < (left: PropertyID, right: PropertyID) -> Bool { left.index < right.index }
}

package struct Property: Sendable {
  package let name: String
  package let type: PropertyType
  /// The highest level its formula may have.
  package let level: Level
  /// Canonical text of the value when none is given.
  package let standard: String?
  package let isRequired: Bool
  /// Whether it may differ `by` group.
  package let varies: Bool
  /// One or two sentences; plain English.
  package let documentation: String
  /// A value, as it would be written after the colon.
  package let example: String

  package init(
    _ name: String, _ type: PropertyType, level: Level = .drawn, standard: String? = nil,
    required: Bool = false,
    varies: Bool = false, example: String, _ documentation: String
  ) {
    self.name = name
    self.type = type
    self.level = level
    self.standard = standard
    isRequired = required
    self.varies = varies
    self.documentation = documentation
    self.example = example
  }
}

extension Property {
  /// The same, with another example: where another kind writes it otherwise.
  func with(example: String) -> Property {
    Property(
      name, type, level: level, standard: standard, required: isRequired, varies: varies, example: example,
      documentation)
  }

  /// The same, with more to say.
  func with(documentation: String) -> Property {
    Property(
      name, type, level: level, standard: standard, required: isRequired, varies: varies, example: example,
      documentation)
  }
}

package struct Kind: Sendable {
  package let name: String
  /// The collection of all of them: `cohorts`.
  package let plural: String
  package let documentation: String
  /// A whole small declaration.
  package let example: String
  /// Kinds that may own it (`module Ethics in Foundations`); empty: it stands at the top level.
  package let owners: [String]
  /// Whether its name is looked up inside its owner (`Foundations.Listening`), bare only among siblings.
  package let isQualified: Bool
  /// Whether `from "file.csv"` follows its name.
  package let isFromFile: Bool
  /// Whether every declared dimension is also a property.
  package let hasDimensions: Bool
  /// A statement of its own spelling (`let`, `assume`, `target`, `exchange`, `scenario`), not `KIND Name`.
  package let isStatement: Bool
  /// Sets of properties of which at most one may be given.
  package let exclusive: [[String]]
  /// Sets of properties of which at least one must be given.
  package let needsOne: [[String]]
  package let properties: [Property]

  package init(
    _ name: String, plural: String, owners: [String] = [], qualified: Bool = false, fromFile: Bool = false,
    dimensions: Bool = false,
    statement: Bool = false, exclusive: [[String]] = [], needsOne: [[String]] = [], example: String,
    _ documentation: String, _ properties: [Property]
  ) {
    self.name = name
    self.plural = plural
    self.documentation = documentation
    self.example = example
    self.owners = owners
    isQualified = qualified
    isFromFile = fromFile
    hasDimensions = dimensions
    isStatement = statement
    self.exclusive = exclusive
    self.needsOne = needsOne
    self.properties = properties
  }
}

/// A table of kinds, with quick look-up by spelling. Immutable; `Schema.rung` is the language's own.
package final class Schema: Sendable {
  package let kinds: [Kind]
  /// All properties: those of kind 0 in order, then of kind 1, …; each kind ends with the common ones.
  package let properties: [Property]
  private let firstProperty: [Int]
  private let kindByName: SpellingTable
  private let kindByPlural: SpellingTable
  private let propertyByName: [SpellingTable]

  /// What a forecast holds of one declaration at most: people of an intake or a pool, seats of a position; people of
  /// a team; mentees of a mentor.
  package static let mostPeople = 10_000_000
  package static let mostSeats = 1_000_000
  package static let mostInTeam = 1_000
  package static let mostMentees = 10_000

  /// Properties that every kind has, after its own.
  package static let common: [Property] = [
    Property(
      "owner", .text, level: .fixed, example: #""Programme committee""#,
      "Who answers for it: a role or a group, never a private address."),
    Property("note", .text, level: .fixed, example: #""Agreed at the spring meeting""#, "Free text."),
    Property(
      "source", .text, level: .fixed, example: #""Annual report 2025, page 12""#,
      "Where the figures come from. Mark a guess as a guess."),
    Property(
      "dated", .date, level: .fixed, example: "2026-05-01", "When the source was read or the guess was made."),
    Property(
      "status", .tag(.words(["idea", "draft", "proposed", "approved", "running", "finished", "dropped"])),
      level: .fixed, example: "approved", "How far the decision is."),
  ]

  package init(_ kinds: [Kind]) {
    self.kinds = kinds
    var all: [Property] = []
    var first: [Int] = []
    var tables: [SpellingTable] = []
    for kind in kinds {
      first.append(all.count)
      let properties = kind.properties + Self.common
      tables.append(SpellingTable(properties.map(\.name)))
      all += properties
    }
    first.append(all.count)
    properties = all
    firstProperty = first
    propertyByName = tables
    kindByName = SpellingTable(kinds.map(\.name))
    kindByPlural = SpellingTable(kinds.map(\.plural))
  }

  package subscript(kind: KindID) -> Kind { kinds[kind.index] }
  package subscript(property: PropertyID) -> Property { properties[property.index] }

  package func kind(named name: String) -> KindID? {
    var name = name
    return name.withUTF8 { kindByName[$0] }.map(KindID.init(index:))
  }

  package func kind(spelled bytes: UnsafeBufferPointer<UInt8>) -> KindID? {
    kindByName[bytes].map(KindID.init(index:))
  }

  package func kind(ofCollection plural: String) -> KindID? {
    var plural = plural
    return plural.withUTF8 { kindByPlural[$0] }.map(KindID.init(index:))
  }

  /// The properties of a kind in canonical order.
  package func properties(of kind: KindID) -> Range<Int> {
    firstProperty[kind.index]..<firstProperty[kind.index + 1]
  }

  package func property(of kind: KindID, named name: String) -> PropertyID? {
    var name = name
    return name.withUTF8 { property(of: kind, spelled: $0) }
  }

  package func property(of kind: KindID, spelled bytes: UnsafeBufferPointer<UInt8>) -> PropertyID? {
    propertyByName[kind.index][bytes].map { PropertyID(index: firstProperty[kind.index] + $0) }
  }

  /// The kind whose property this is. O(log kinds).
  package func kind(of property: PropertyID) -> KindID {
    var low = 0
    var high = kinds.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if firstProperty[middle] <= property.index { low = middle } else { high = middle }
    }
    return KindID(index: low)
  }

  /// Position of a property among those of its kind: what formatter and snapshots order by.
  package func order(of word: String, in kindWord: String) -> Int? {
    guard let kind = kind(named: kindWord), let property = property(of: kind, named: word) else { return nil }
    return property.index - firstProperty[kind.index]
  }
}

/// Spelling to position, without making strings: open addressing over FNV-1a.
private struct SpellingTable: Sendable {
  private let spellings: [[UInt8]]
  private let slots: [Int16]
  private let mask: Int

  init(_ names: [String]) {
    spellings = names.map { Array($0.utf8) }
    var capacity = 8
    while capacity < names.count * 3 { capacity *= 2 }
    mask = capacity - 1
    var slots = [Int16](repeating: -1, count: capacity)
    for (index, spelling) in spellings.enumerated() {
      var slot = spelling.withUnsafeBufferPointer(Self.hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int16(index)
    }
    self.slots = slots
  }

  subscript(bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var slot = Self.hash(bytes) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if spellings[index].count == bytes.count, spellings[index].elementsEqual(bytes) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int(hash ^ (hash >> 15))
  }
}
