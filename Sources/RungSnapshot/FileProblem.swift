// What went wrong with a file, and how to say it.

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

package struct FileProblem: Error, Hashable, Sendable {
  package enum Operation: String, Hashable, Sendable {
    case find, read, write, list
    case createFolder
    /// The file is in its place, but the disk did not confirm that it will stay.
    case confirm
  }

  package enum Cause: Error, Hashable, Sendable {
    /// An `errno` of the system.
    case system(Int32)
    case isFolder
    /// A device, a pipe or a socket.
    case isNotOrdinary
    /// More bytes than allowed.
    case isTooLarge(limit: Int)
    case alreadyExists
    /// By `..`.
    case leavesProject
    /// By a symbolic link.
    case linkLeavesProject
    case isAbsolute
    /// Empty, or with a NUL.
    case isNoPath
    /// It no longer holds what was read from it.
    case hasChanged
    /// A file of Rung's own cannot be understood.
    case isDamaged

    package static let missing = Cause.system(ENOENT)
  }

  /// As the user wrote it, where there is such a text.
  package let path: String
  package let operation: Operation
  package let cause: Cause

  package init(_ path: String, _ operation: Operation, _ cause: Cause) {
    self.path = path
    self.operation = operation
    self.cause = cause
  }

  package var isMissing: Bool { cause == .system(ENOENT) || cause == .system(ENOTDIR) }

  /// In plain English, to stand after "because" or a colon.
  package var reason: String {
    switch cause {
    case .system(let number): FileProblem.reason(ofErrno: number, operation)
    case .isFolder: "it is a folder"
    case .isNotOrdinary: "it is a device or a pipe, not an ordinary file"
    case .isTooLarge(let limit): "it is larger than \(FileProblem.size(limit))"
    case .alreadyExists: "there is a file of this name already"
    case .leavesProject: "it is outside the project folder"
    case .linkLeavesProject: "a symbolic link leads outside the project folder"
    case .isAbsolute: "a path in a script starts at the project folder, not at \"/\""
    case .hasChanged: "somebody has changed it since it was read"
    case .isDamaged: "it is damaged"
    case .isNoPath: path.isEmpty ? "the name is empty" : "no file name can have a NUL character"
    }
  }

  /// `strerror` is neither plain nor the same in every locale.
  private static func reason(ofErrno number: Int32, _ operation: Operation) -> String {
    switch number {
    case ENOENT: operation == .write ? "its folder does not exist" : "there is no such file"
    case ENOTDIR: "a part of its path is not a folder"
    case EACCES, EPERM: "you do not have the permission"
    case EISDIR: "it is a folder"
    case EEXIST: "there is a file of this name already"
    case ENOSPC: "the disk is full"
    case EDQUOT: "your share of the disk is used up"
    case EROFS: "the disk can only be read"
    case EIO: "the disk reports an error"
    case EFBIG: "the file would be larger than the system allows"
    case ENAMETOOLONG: "its name is too long"
    case ELOOP: "symbolic links lead in a circle"
    case EMFILE, ENFILE: "too many files are open"
    case EBUSY, ETXTBSY: "another program is using it"
    case EINVAL: "the system does not accept such a name or such a disk"
    case ENOMEM: "there is not enough memory"
    case ENXIO, ENODEV: "the device does not answer"
    case EBADF: "it is closed"
    default: "the system reports error \(number)"
    }
  }

  private static func size(_ bytes: Int) -> String {
    if bytes >= 1 << 20, bytes % (1 << 20) == 0 { return "\(bytes >> 20) MB" }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }
}
