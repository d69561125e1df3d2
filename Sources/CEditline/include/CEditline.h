// Fixed-arity C over libedit, and the process's signals: Swift cannot call libedit's variadic functions,
// and signal handlers may run no Swift.
#pragma once
#include <stdbool.h>
#include <stddef.h>

// ---------------------------------------------------------------------------------------------- signals

/// Catches SIGINT from now on: it only raises the flag and wakes a waiting read. Does nothing when the
/// process was started with SIGINT ignored. False when the wake-up pipe cannot be made.
bool rung_interrupt_install(void);
/// Gives SIGINT back to whoever had it.
void rung_interrupt_uninstall(void);
bool rung_interrupt_requested(void);
/// Raises the flag as a Ctrl-C would.
void rung_interrupt_request(void);
void rung_interrupt_clear(void);

enum rung_wake {
  RUNG_WAKE_INPUT,
  RUNG_WAKE_INTERRUPT,
  RUNG_WAKE_RESIZE,
  RUNG_WAKE_STOP,
  RUNG_WAKE_FAILED,
};
/// Waits until `fd` can be read or a signal came, however short before the call: no gap in between.
/// Consumes the signal it reports. `RUNG_WAKE_FAILED` leaves the reason in errno.
enum rung_wake rung_wait(int fd);

/// Also reports SIGWINCH and SIGTSTP to `rung_wait`, until `_end`.
void rung_terminal_signals_begin(void);
void rung_terminal_signals_end(void);
/// Stops the process as SIGTSTP would have; returns when it is continued.
void rung_stop_now(void);

// --------------------------------------------------------------------------------------------- terminal

/// Columns and rows of the terminal behind `fd`; false when it is none or does not say.
bool rung_terminal_size(int fd, int *columns, int *rows);
/// Makes characters UTF-8 for the C library: the user's locale if it is, else a C.UTF-8. False when the
/// system has none.
bool rung_use_utf8(void);
/// Columns one character takes: 0, 1 or 2. Needs `rung_use_utf8`.
int rung_character_width(unsigned scalar);

// ----------------------------------------------------------------------------------------------- editor

typedef struct rung_editor rung_editor;

enum rung_key {
  RUNG_KEY_COMPLETE,
  RUNG_KEY_COMPLETE_BACK,
  RUNG_KEY_UP,
  RUNG_KEY_DOWN,
  RUNG_KEY_LEFT,
  RUNG_KEY_RIGHT,
  RUNG_KEY_HOME,
  RUNG_KEY_END,
  RUNG_KEY_DELETE,
  RUNG_KEY_DELETE_OR_END,
  RUNG_KEY_ENTER,
  RUNG_KEY_NEW_LINE,
  RUNG_KEY_SEARCH,
  RUNG_KEY_CLEAR,
};

/// As `press` sees the arrows.
enum { RUNG_KEY_CODE_UP = 0x80, RUNG_KEY_CODE_DOWN = 0x81 };

/// What a key did, for libedit.
enum rung_key_result {
  RUNG_KEY_UNCHANGED,
  RUNG_KEY_EDITED,
  RUNG_KEY_MOVED,
  /// The text is done.
  RUNG_KEY_ENTERED,
  /// The input has ended.
  RUNG_KEY_ENDED,
  RUNG_KEY_REFUSED,
};

enum rung_moment {
  /// A key is waited for: the screen shows the text as it is.
  RUNG_MOMENT_WAITING,
  /// The window has another size; the terminal may have wrapped what it shows anew.
  RUNG_MOMENT_RESIZED,
  /// Others write on the screen next.
  RUNG_MOMENT_LEAVING,
  RUNG_MOMENT_INTERRUPTED,
};

/// Who draws, and does what certain keys ask for. `context` is handed back as it is.
typedef struct {
  void *context;
  enum rung_key_result (*key)(void *context, enum rung_key key);
  /// Sees every other character and key first; true when it needs to go no further. `alone`: nothing came with it.
  bool (*press)(void *context, unsigned character, bool alone);
  void (*paint)(void *context, enum rung_moment moment);
} rung_owner;

enum rung_read_end {
  RUNG_READ_LINE,
  RUNG_READ_INTERRUPTED,
  RUNG_READ_END,
  RUNG_READ_FAILED,
};

/// An editor on a terminal. The descriptors are duplicated. One thread at a time. NULL when out of memory
/// or descriptors.
rung_editor *rung_editor_open(int input, int output, int errors, rung_owner owner);
void rung_editor_close(rung_editor *editor);

/// Reads one text; an embedded newline is part of it, the closing one too. The text is libedit's and lives
/// until the next call.
const char *rung_editor_read(rung_editor *editor, size_t *count, enum rung_read_end *end);

void rung_editor_history_clear(rung_editor *editor, int size);
void rung_editor_history_add(rung_editor *editor, const char *text);

// Only inside the owner's functions:

/// The text being edited, as UTF-8 that lives until the next call into libedit; `cursor` is a byte offset.
const char *rung_editor_text(rung_editor *editor, size_t *count, size_t *cursor);
/// Moves by characters (code points); negative is to the left.
void rung_editor_move(rung_editor *editor, int characters);
/// Deletes code points before the cursor.
void rung_editor_delete(rung_editor *editor, int characters);
/// Inserts at the cursor.
void rung_editor_insert(rung_editor *editor, const char *text);
