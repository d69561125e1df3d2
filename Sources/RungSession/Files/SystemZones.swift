// Where this system keeps its time zones.

import RungModel
import RungSnapshot

enum SystemZones {
  private static let folders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/var/db/timezone/zoneinfo"]

  /// Read when first asked for.
  static var all: TimeZones { TimeZones(read: { read($0) }, known: { names }) }

  private static func read(_ path: String) -> [UInt8]? {
    for folder in folders {
      if let bytes = try? DurableFile.read(folder + "/" + path) { return bytes }
    }
    return nil
  }

  /// The names of the table that comes with them: country, coordinates, name, remark.
  private static var names: [String] {
    guard let table = read("zone1970.tab") ?? read("zone.tab") else { return [] }
    return String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\t")
      return line.hasPrefix("#") || fields.count < 3 ? nil : String(fields[2])
    } + ["UTC"]
  }
}
