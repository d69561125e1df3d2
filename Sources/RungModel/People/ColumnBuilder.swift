// Collects one column while a file is read, and decides how it is best kept.

/// How a column is kept.
enum ColumnStore: Sendable {
  /// Texts come again: codes, and each text once.
  case coded(TextColumn)
  /// Nearly every text is another: places in the file's bytes.
  case slices([CSVField])
}

/// Begins with codes, and changes to slices when more than half of the texts are distinct.
struct ColumnBuilder {
  private var codes: [UInt32] = []
  private var dictionary = TextDictionary()
  private var slices: [CSVField]?
  /// Where each distinct text first stood.
  private var firstPlaces: [CSVField] = []

  var store: ColumnStore {
    if let slices { .slices(slices) } else { .coded(TextColumn(codes: codes, distinct: dictionary.texts)) }
  }

  mutating func reserve(rows: Int) {
    if slices == nil { codes.reserveCapacity(rows) } else { slices?.reserveCapacity(rows) }
  }

  /// Appends the fields `first`, `first + step`, ... of a block of records.
  mutating func append(
    _ fields: UnsafeBufferPointer<CSVField>, from first: Int, by step: Int, in text: CSVText
  ) {
    if slices != nil {
      for index in stride(from: first, to: fields.count, by: step) { slices?.append(fields[index]) }
      return
    }
    for index in stride(from: first, to: fields.count, by: step) {
      let field = fields[index]
      let known = dictionary.texts.count
      let code = dictionary.code(of: text.bytes(of: field))
      if code == known { firstPlaces.append(field) }
      codes.append(code)
    }
  }

  /// Changes to slices when codes do not pay; `threshold`: distinct texts up to which codes are kept in any
  /// case.
  mutating func settle(threshold: Int) {
    guard slices == nil, dictionary.texts.count > threshold, dictionary.texts.count > codes.count / 2 else {
      return
    }
    var places: [CSVField] = []
    places.reserveCapacity(codes.capacity)
    for code in codes { places.append(firstPlaces[Int(code)]) }
    slices = places
    codes = []
    firstPlaces = []
    dictionary = TextDictionary()
  }
}

/// The bytes a field can lie in: the file's, and what was unescaped from it. Valid as long as both buffers
/// are.
struct CSVText {
  let file: UnsafeBufferPointer<UInt8>
  let unescaped: UnsafeBufferPointer<UInt8>

  @inline(__always)
  func bytes(of field: CSVField) -> UnsafeBufferPointer<UInt8> {
    let offset = Int(field.offset)
    let length = Int(field.length)
    let isInFile = offset < file.count
    let home = isInFile ? file : unescaped
    let start = isInFile ? offset : offset &- file.count
    assert(start + length <= home.count, "a field lies inside the buffer it came from")
    return UnsafeBufferPointer(rebasing: home[start..<start &+ length])
  }
}
