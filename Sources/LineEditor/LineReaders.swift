// Chooses how to read.

package enum LineReaders {
  /// The editor where a person sits at a terminal that can do it, else the plain reader.
  ///
  /// `terminalType` is the environment's `TERM`. The editor draws on `output`, or on `errors` when output
  /// goes elsewhere; in colours and with faint suggestions if `isColoured`.
  package static func suited(
    input: Int32 = 0, output: Int32 = 1, errors: Int32 = 2, terminalType: String?, isPlain: Bool = false,
    isColoured: Bool = false, services: LineServices, history: StatementHistory
  ) -> any LineReading {
    let screen = Terminal.isInteractive(output) ? output : errors
    if !isPlain, !Terminal.isDumb(terminalType),
      let editor = EditLineReader(
        input: input, output: screen, errors: errors, isColoured: isColoured, services: services,
        history: history)
    {
      return editor
    }
    return PlainReader(input: input, promptOutput: screen, services: services)
  }
}
