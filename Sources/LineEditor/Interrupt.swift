// Ctrl-C as a flag of the process: long computations poll it, waiting reads wake up for it.

import CEditline

package enum Interrupt {
  /// Catches SIGINT from now on. Does nothing when it already does, or when the process was started with
  /// SIGINT ignored. False when the system has no descriptor left.
  @discardableResult
  package static func install() -> Bool { rung_interrupt_install() }

  /// Ctrl-C ends the process again, or does what it did before.
  package static func uninstall() { rung_interrupt_uninstall() }

  /// Whether Ctrl-C came since the last `clear`. An atomic load: cheap enough for inner loops.
  package static var isRequested: Bool { rung_interrupt_requested() }

  /// As Ctrl-C would.
  package static func request() { rung_interrupt_request() }

  package static func clear() { rung_interrupt_clear() }
}
