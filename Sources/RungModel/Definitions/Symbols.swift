// Names as small numbers: each distinct spelling once.

import RungSyntax

/// An interned name. Equal spellings have equal symbols within one `Symbols`.
package struct Symbol: Hashable, Sendable {
  package let index: UInt32
  package init(index: UInt32) { self.index = index }
}

/// A growing table of spellings: open addressing over FNV-1a, spellings in one arena. Value semantics.
package struct Symbols: Sendable {
  private var arena: ContiguousArray<UInt8> = []
  /// End of each spelling in the arena; spelling i begins where i - 1 ends.
  private var ends: ContiguousArray<UInt32> = []
  private var hashes: ContiguousArray<UInt32> = []
  private var slots: ContiguousArray<UInt32> = ContiguousArray(repeating: .max, count: 64)

  package init() {}

  package var count: Int { ends.count }

  package subscript(symbol: Symbol) -> String {
    let range = bounds(Int(symbol.index))
    return String(decoding: arena[range], as: UTF8.self)
  }

  package mutating func reserve(_ names: Int) {
    var capacity = slots.count
    while capacity < names * 2 { capacity *= 2 }
    if capacity > slots.count { rehash(capacity) }
    ends.reserveCapacity(names)
    hashes.reserveCapacity(names)
    arena.reserveCapacity(names * 12)
  }

  /// Names are in Unicode's composed form, so that one that looks the same is the same.
  private static func composed(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    return NormalForm.composed(String(decoding: bytes, as: UTF8.self))
  }

  package func find(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol? {
    if let composed = Self.composed(bytes) { return find(composed) }
    let slot = slot(of: bytes, hash: Self.hash(bytes))
    return slots[slot] == .max ? nil : Symbol(index: slots[slot])
  }

  package func find(_ name: String) -> Symbol? {
    var name = name
    return name.withUTF8 { find($0) }
  }

  package mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
    if let composed = Self.composed(bytes) { return intern(composed) }
    let hash = Self.hash(bytes)
    var place = slot(of: bytes, hash: hash)
    if slots[place] != .max { return Symbol(index: slots[place]) }
    if ends.count * 2 >= slots.count {
      rehash(slots.count * 2)
      place = slot(of: bytes, hash: hash)
    }
    let index = UInt32(ends.count)
    slots[place] = index
    arena.append(contentsOf: bytes)
    ends.append(UInt32(arena.count))
    hashes.append(hash)
    return Symbol(index: index)
  }

  package mutating func intern(_ name: String) -> Symbol {
    var name = name
    return name.withUTF8 { intern($0) }
  }

  private func bounds(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  private func slot(of bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] != .max {
      let index = Int(slots[slot])
      if hashes[index] == hash {
        let range = bounds(index)
        if range.count == bytes.count, arena[range].elementsEqual(bytes) { return slot }
      }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func rehash(_ capacity: Int) {
    slots = ContiguousArray(repeating: .max, count: capacity)
    for index in ends.indices {
      var slot = Int(hashes[index]) & (capacity - 1)
      while slots[slot] != .max { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(index)
    }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash ^ (hash >> 15)
  }
}
