// Work on several threads, each with a number of its own.

import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

enum Workers {
  fileprivate final class Job: Sendable {
    let number: Int
    let body: @Sendable (Int) -> Void

    init(_ number: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.number = number
      self.body = body
    }
  }

  /// Calls `body` with 0 ..< count, each on a thread, and comes back when all have ended. The first runs here.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    for number in 1..<max(1, count) {
      let job = Unmanaged.passRetained(Job(number, body))
      #if canImport(Glibc)
        var thread = pthread_t()
        let failed = pthread_create(
          &thread, nil,
          { argument in
            if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().start() }
            return nil
          }, job.toOpaque())
        if failed == 0 { threads.append(thread) } else { job.takeRetainedValue().start() }
      #else
        var thread: pthread_t?
        let failed = pthread_create(
          &thread, nil,
          { argument in
            Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().start()
            return nil
          }, job.toOpaque())
        if failed == 0, let thread { threads.append(thread) } else { job.takeRetainedValue().start() }
      #endif
    }
    body(0)
    for thread in threads { pthread_join(thread, nil) }
  }
}

extension Workers.Job {
  fileprivate func start() { body(number) }
}
