// Colours of a terminal, or none.

/// Says what a piece of text is; paints it by ANSI escapes, or leaves it alone.
package struct Style: Sendable, Hashable {
  package enum Role: Sendable, CaseIterable {
    case error, warning, note, fix, strong, faint, removed, added

    /// SGR parameters (ECMA-48 8.3.117).
    fileprivate var parameters: String {
      switch self {
      case .error: "1;31"
      case .warning: "1;33"
      case .note: "1;36"
      case .fix: "32"
      case .strong: "1"
      case .faint: "2"
      case .removed: "31"
      case .added: "32"
      }
    }
  }

  package let isColoured: Bool

  package static let plain = Style(isColoured: false)
  package static let ansi = Style(isColoured: true)

  package func painted(_ text: String, _ role: Role) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(role.parameters)m\(text)\u{1B}[0m" : text
  }
}

extension Style.Role {
  package init(_ severity: Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}

extension Style {
  /// The text without what `painted` adds.
  package static func withoutEscapes(_ text: String) -> String {
    guard text.utf8.contains(0x1B) else { return text }
    var result = String.UnicodeScalarView()
    var isEscape = false
    for scalar in text.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true } else if !isEscape { result.append(scalar) }
      if isEscape, scalar == "m" { isEscape = false }
    }
    return String(result)
  }
}
