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

  /// The names of the tables that come with them (country, coordinates, name, remark), in order: the newer table leaves
  /// out zones that are like a neighbour's, which people who live there look for all the same.
  private static var names: [String] {
    let found = ["zone1970.tab", "zone.tab"].compactMap(read).flatMap { table in
      String(decoding: table, as: UTF8.self).split(separator: "\n").compactMap { line -> String? in
        let fields = line.split(separator: "\t")
        return line.hasPrefix("#") || fields.count < 3 ? nil : String(fields[2])
      }
    }
    return found.isEmpty ? [] : Set(found + ["UTC"]).sorted()
  }
}
