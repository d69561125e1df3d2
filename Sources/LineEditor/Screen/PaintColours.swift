// The colours of what is typed: eight of every terminal's own, so that they suit light and dark windows.

extension PaintStyle {
  /// SGR parameters (ECMA-48 8.3.117).
  var colour: String {
    switch self {
    case .keyword: "35"
    case .kind: "1;35"
    case .name: ""
    case .property: "34"
    case .tag, .number, .unit: "36"
    case .string: "32"
    case .comment: "2"
    case .mistake: "31"
    }
  }
}

enum Colours {
  static let faint = "2"
  static let bracket = "1;4"
  static let chosen = "7"
  static let found = "4"
  static let missing = "1;31"
}
