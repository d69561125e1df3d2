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

/// What a key did, for libedit.
enum rung_key_result {
  RUNG_KEY_UNCHANGED,
  RUNG_KEY_EDITED,
  RUNG_KEY_MOVED,
  RUNG_KEY_PRINTED,
  RUNG_KEY_REFUSED,
};

/// What the owner does at certain keys. `context` is handed back as it is.
typedef struct {
  void *context;
  enum rung_key_result (*complete)(void *context);
  enum rung_key_result (*up)(void *context);
  enum rung_key_result (*down)(void *context);
} rung_keys;

enum rung_read_end {
  RUNG_READ_LINE,
  RUNG_READ_INTERRUPTED,
  RUNG_READ_END,
  RUNG_READ_FAILED,
};

/// An editor on a terminal. The descriptors are duplicated. One thread at a time. NULL when out of memory
/// or descriptors.
rung_editor *rung_editor_open(int input, int output, int errors, rung_keys keys);
void rung_editor_close(rung_editor *editor);

/// Reads one line; an embedded newline is part of it, the closing one too. The text is libedit's and lives
/// until the next call. `prompt`: escapes stand between \1 and \1; it must live as long as the call.
const char *rung_editor_read(
    rung_editor *editor, const char *prompt, size_t *count, enum rung_read_end *end);

void rung_editor_history_clear(rung_editor *editor, int size);
void rung_editor_history_add(rung_editor *editor, const char *text);

// Only inside a key function:

/// The text being edited, as UTF-8 that lives until the next call into libedit; `cursor` is a byte offset.
const char *rung_editor_text(rung_editor *editor, size_t *count, size_t *cursor);
/// Moves by characters (code points); negative is to the left.
void rung_editor_move(rung_editor *editor, int characters);
/// Deletes code points before the cursor.
void rung_editor_delete(rung_editor *editor, int characters);
/// Inserts at the cursor.
void rung_editor_insert(rung_editor *editor, const char *text);
/// Prints below the edited text, cursor kept; the line is drawn again when the function returns PRINTED.
void rung_editor_print(rung_editor *editor, const char *text, size_t count);
