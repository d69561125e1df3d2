// One libedit editor: its keys, its prompt, and the reading of single characters, during which signals,
// resizing and suspension are dealt with.
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include "CEditline.h"

#include <errno.h>
#include <histedit.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct rung_editor {
  EditLine *line;
  History *history;
  FILE *input, *output, *errors;
  const char *prompt;
  rung_keys keys;
  enum rung_read_end end;
  int error;
  /// Bytes read and not yet decoded.
  unsigned char bytes[4096];
  size_t first, past;
  bool in_paste;
};

// Keys that send several bytes, each made one C1 control character, which no keyboard sends. In vi's insert
// mode libedit would take the ESC for a key of its own, and a paste would begin in the wrong place and mode.
enum {
  KEY_UP = 0x80, KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_DELETE, KEY_WORD_LEFT, KEY_WORD_RIGHT,
  KEY_PASTE,
};

static const struct {
  const char *bytes;
  wchar_t key;
} sequences[] = {
    {"\033[A", KEY_UP},          {"\033OA", KEY_UP},
    {"\033[B", KEY_DOWN},        {"\033OB", KEY_DOWN},
    {"\033[C", KEY_RIGHT},       {"\033OC", KEY_RIGHT},
    {"\033[D", KEY_LEFT},        {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},        {"\033OH", KEY_HOME},
    {"\033[1~", KEY_HOME},       {"\033[7~", KEY_HOME},
    {"\033[F", KEY_END},         {"\033OF", KEY_END},
    {"\033[4~", KEY_END},        {"\033[8~", KEY_END},
    {"\033[3~", KEY_DELETE},     {"\033[200~", KEY_PASTE},
    {"\033[1;5C", KEY_WORD_RIGHT}, {"\033[1;3C", KEY_WORD_RIGHT},
    {"\033[1;5D", KEY_WORD_LEFT},  {"\033[1;3D", KEY_WORD_LEFT},
};

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static rung_editor *owner(EditLine *line) {
  void *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static void put(rung_editor *editor, const char *text) {
  fputs(text, editor->output);
  fflush(editor->output);
}

static int to_end(rung_editor *editor) {
  const LineInfoW *info = el_wline(editor->line);
  int distance = (int)(info->lastchar - info->cursor);
  if (distance > 0) {
    el_cursor(editor->line, distance);
    el_set(editor->line, EL_REFRESH);
  }
  return distance;
}

// ------------------------------------------------------------------------------- resizing and suspension

/// A cursor that wraps at `width`.
struct walker {
  int width, row, column;
};

static void walk(struct walker *at, wchar_t character) {
  if (character == L'\n') {
    at->row++;
    at->column = 0;
    return;
  }
  int wide = character == L'\t' ? 8 - at->column % 8 : rung_character_width((unsigned)character);
  // libedit shows control characters as ^X.
  if (character < 0x20 && character != L'\t') wide = 2;
  if (at->column + wide > at->width) {
    at->row++;
    at->column = 0;
  }
  at->column += wide;
  if (at->column >= at->width) {
    at->row++;
    at->column = 0;
  }
}

/// Rows between the start of the prompt and the cursor on a screen `width` wide.
static int rows_above_cursor(rung_editor *editor, int width) {
  struct walker at = {.width = width};
  bool in_escape = false;
  mbstate_t state;
  memset(&state, 0, sizeof state);
  const char *rest = editor->prompt, *end = rest + strlen(rest);
  while (rest < end) {
    wchar_t character;
    size_t used = mbrtowc(&character, rest, (size_t)(end - rest), &state);
    if (used == 0 || used > (size_t)(end - rest)) break;
    rest += used;
    if (character == 1) {
      in_escape = !in_escape;
    } else if (!in_escape) {
      walk(&at, character);
    }
  }
  const LineInfoW *info = el_wline(editor->line);
  for (const wchar_t *next = info->buffer; next < info->cursor; next++) walk(&at, *next);
  return at.row;
}

/// The terminal has wrapped the drawn text anew; libedit does not know. Go to where the text now begins,
/// clear, and draw again.
static void redraw_resized(rung_editor *editor) {
  int columns, rows;
  if (rung_terminal_size(fileno(editor->output), &columns, &rows)) {
    int above = rows_above_cursor(editor, columns);
    if (above >= rows) above = rows - 1;
    if (above > 0) fprintf(editor->output, "\033[%dA", above);
    // The space keeps tmux from taking it for a clearing of the whole screen, which it saves for scrolling.
    put(editor, "\r \033[J\r");
  }
  el_resize(editor->line);
  el_set(editor->line, EL_REFRESH);
}

static void suspend(rung_editor *editor) {
  to_end(editor);
  el_set(editor->line, EL_PREP_TERM, 0);
  put(editor, paste_off);
  put(editor, "\n");
  rung_stop_now();
  el_set(editor->line, EL_PREP_TERM, 1);
  put(editor, paste_on);
  el_resize(editor->line);
  el_set(editor->line, EL_REFRESH);
}

// ---------------------------------------------------------------------------------------------- characters

/// Bytes of the character that `lead` begins, 0 when none does.
static size_t length_of(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

/// Takes one character off the buffer; false when it needs more bytes. What is no UTF-8 becomes U+FFFD.
static bool take_character(rung_editor *editor, wchar_t *character) {
  size_t available = editor->past - editor->first;
  if (available == 0) return false;
  const unsigned char *bytes = editor->bytes + editor->first;
  size_t length = length_of(bytes[0]);
  if (length <= 1) {
    *character = length == 1 ? bytes[0] : 0xFFFD;
    editor->first += 1;
    return true;
  }
  unsigned scalar = bytes[0] & (0xFFu >> (length + 1));
  for (size_t index = 1; index < length; index++) {
    if (index >= available) return false;
    if ((bytes[index] & 0xC0) != 0x80) {
      *character = 0xFFFD;
      editor->first += index;
      return true;
    }
    scalar = scalar << 6 | (bytes[index] & 0x3F);
  }
  bool overlong = (length == 3 && scalar < 0x800) || (length == 4 && scalar < 0x10000);
  bool outside = scalar > 0x10FFFF || (scalar >= 0xD800 && scalar <= 0xDFFF);
  *character = overlong || outside ? 0xFFFD : (wchar_t)scalar;
  editor->first += length;
  return true;
}

static int failed(rung_editor *editor, enum rung_read_end end, int error) {
  editor->end = end;
  editor->error = error;
  errno = error;
  return end == RUNG_READ_END ? 0 : -1;
}

/// Takes a whole key sequence off the buffer. `more` tells that further bytes could still make it one.
static bool take_sequence(rung_editor *editor, wchar_t *key, bool *more) {
  const char *bytes = (const char *)editor->bytes + editor->first;
  size_t available = editor->past - editor->first;
  *more = false;
  if (available == 0 || bytes[0] != '\033' || editor->in_paste) return false;
  for (size_t index = 0; index < sizeof sequences / sizeof *sequences; index++) {
    size_t length = strlen(sequences[index].bytes);
    if (memcmp(bytes, sequences[index].bytes, available < length ? available : length) != 0) continue;
    if (available >= length) {
      editor->first += length;
      *key = sequences[index].key;
      return true;
    }
    *more = true;
  }
  return false;
}

/// Whether more bytes come at once: the Escape key sends one, other keys send theirs together.
static bool follows_soon(int fd) {
  struct pollfd watched = {.fd = fd, .events = POLLIN};
  return poll(&watched, 1, 30) > 0;
}

/// libedit's source of characters: 1 with a character, 0 at the end of input, -1 on interrupt or failure.
static int read_character(EditLine *line, wchar_t *character) {
  rung_editor *editor = owner(line);
  for (;;) {
    bool more;
    if (take_sequence(editor, character, &more)) return 1;
    bool waits = more && follows_soon(fileno(editor->input));
    if (!waits && take_character(editor, character)) return 1;
    switch (rung_wait(fileno(editor->input))) {
    case RUNG_WAKE_INPUT: break;
    case RUNG_WAKE_INTERRUPT:
      editor->first = editor->past = 0;
      to_end(editor);
      put(editor, "^C\n");
      return failed(editor, RUNG_READ_INTERRUPTED, EINTR);
    case RUNG_WAKE_RESIZE: redraw_resized(editor); continue;
    case RUNG_WAKE_STOP: suspend(editor); continue;
    case RUNG_WAKE_FAILED: return failed(editor, RUNG_READ_FAILED, errno);
    }
    if (editor->first > 0) {
      memmove(editor->bytes, editor->bytes + editor->first, editor->past - editor->first);
      editor->past -= editor->first;
      editor->first = 0;
    }
    size_t room = sizeof editor->bytes - editor->past;
    ssize_t count = read(fileno(editor->input), editor->bytes + editor->past, room);
    if (count > 0) {
      editor->past += (size_t)count;
    } else if (count == 0 || errno == EIO) {
      if (editor->past == 0) return failed(editor, RUNG_READ_END, 0);
      editor->past = 0;
      *character = 0xFFFD;
      return 1;
    } else if (errno != EINTR && errno != EAGAIN) {
      return failed(editor, RUNG_READ_FAILED, errno);
    }
  }
}

// ------------------------------------------------------------------------------------------------- paste

struct paste {
  wchar_t *text;
  size_t count, room;
};

static bool append(struct paste *paste, wchar_t character) {
  if (paste->count + 1 >= paste->room) {
    size_t room = paste->room == 0 ? 4096 : paste->room * 2;
    wchar_t *grown = realloc(paste->text, room * sizeof *grown);
    if (grown == NULL) return false;
    paste->text = grown;
    paste->room = room;
  }
  paste->text[paste->count++] = character;
  paste->text[paste->count] = 0;
  return true;
}

/// Line ends become \n, trailing ones go (Enter is the user's), control characters are left out.
static void tidy(struct paste *paste) {
  size_t kept = 0;
  for (size_t index = 0; index < paste->count; index++) {
    wchar_t character = paste->text[index];
    if (character == L'\r') {
      if (index + 1 < paste->count && paste->text[index + 1] == L'\n') continue;
      character = L'\n';
    }
    bool control = (character < 0x20 && character != L'\n' && character != L'\t') || character == 0x7F;
    if (!control) paste->text[kept++] = character;
  }
  while (kept > 0 && paste->text[kept - 1] == L'\n') kept--;
  paste->count = kept;
  paste->text[kept] = 0;
}

/// Bracketed paste: everything up to ESC[201~ is text, whatever keys it looks like.
static unsigned char on_paste(EditLine *line, wint_t key) {
  (void)key;
  static const wchar_t closing[] = L"\033[201~";
  const size_t closing_count = sizeof closing / sizeof *closing - 1;
  rung_editor *editor = owner(line);
  struct paste paste = {0};
  bool whole = false;
  editor->in_paste = true;
  while (!whole) {
    wchar_t character;
    if (el_wgetc(line, &character) != 1 || !append(&paste, character)) break;
    whole = paste.count >= closing_count
        && wmemcmp(paste.text + paste.count - closing_count, closing, closing_count) == 0;
  }
  editor->in_paste = false;
  if (!whole) {
    free(paste.text);
    if (editor->end == RUNG_READ_LINE) failed(editor, RUNG_READ_FAILED, ENOMEM);
    return CC_EOF;
  }
  paste.count -= closing_count;
  tidy(&paste);
  int inserted = paste.count == 0 ? 0 : el_winsertstr(line, paste.text);
  free(paste.text);
  return inserted == 0 ? CC_REFRESH : CC_ERROR;
}

// -------------------------------------------------------------------------------------------------- keys

static unsigned char answer(enum rung_key_result result) {
  switch (result) {
  case RUNG_KEY_UNCHANGED: return CC_NORM;
  case RUNG_KEY_EDITED: return CC_REFRESH;
  case RUNG_KEY_MOVED: return CC_CURSOR;
  case RUNG_KEY_PRINTED: return CC_REDISPLAY;
  case RUNG_KEY_REFUSED: return CC_ERROR;
  }
  return CC_NORM;
}

static unsigned char on_complete(EditLine *line, wint_t key) {
  (void)key;
  rung_editor *editor = owner(line);
  return answer(editor->keys.complete(editor->keys.context));
}

static unsigned char on_up(EditLine *line, wint_t key) {
  (void)key;
  rung_editor *editor = owner(line);
  return answer(editor->keys.up(editor->keys.context));
}

static unsigned char on_down(EditLine *line, wint_t key) {
  (void)key;
  rung_editor *editor = owner(line);
  return answer(editor->keys.down(editor->keys.context));
}

static char *prompt_of(EditLine *line) {
  // libedit only reads it.
  return (char *)owner(line)->prompt;
}

static void bind_keys(EditLine *line) {
  static const struct {
    wchar_t key;
    const char *does;
  } binds[] = {
      {'\t', "rung-complete"},       {'R' & 0x1F, "em-inc-search-prev"},
      {KEY_UP, "rung-up"},           {KEY_DOWN, "rung-down"},
      {KEY_LEFT, "ed-prev-char"},    {KEY_RIGHT, "ed-next-char"},
      {KEY_HOME, "ed-move-to-beg"},  {KEY_END, "ed-move-to-end"},
      {KEY_DELETE, "ed-delete-next-char"},
      {KEY_WORD_LEFT, "ed-prev-word"}, {KEY_WORD_RIGHT, "em-next-word"},
      {KEY_PASTE, "rung-paste"},
  };
  el_set(line, EL_ADDFN, "rung-complete", "Complete the word", on_complete);
  el_set(line, EL_ADDFN, "rung-up", "Line above, or earlier statement", on_up);
  el_set(line, EL_ADDFN, "rung-down", "Line below, or later statement", on_down);
  el_set(line, EL_ADDFN, "rung-paste", "Insert pasted text", on_paste);
  for (size_t index = 0; index < sizeof binds / sizeof *binds; index++) {
    char key[8];
    snprintf(key, sizeof key, "\\%03o", (unsigned)binds[index].key);
    el_set(line, EL_BIND, key, binds[index].does, NULL);
    // vi's command mode has a map of its own.
    el_set(line, EL_BIND, "-a", key, binds[index].does, NULL);
  }
}

// ------------------------------------------------------------------------------------------ open and close

static FILE *duplicate(int fd, const char *mode) {
  int copy = dup(fd);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (file == NULL) close(copy);
  return file;
}

rung_editor *rung_editor_open(int input, int output, int errors, rung_keys keys) {
  rung_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->keys = keys;
  editor->prompt = "";
  editor->input = duplicate(input, "r");
  editor->output = duplicate(output, "w");
  editor->errors = duplicate(errors, "w");
  editor->history = history_init();
  if (editor->input != NULL && editor->output != NULL && editor->errors != NULL && editor->history != NULL) {
    editor->line = el_init("rung", editor->input, editor->output, editor->errors);
  }
  if (editor->line == NULL) {
    rung_editor_close(editor);
    return NULL;
  }
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 1000);
  EditLine *line = editor->line;
  el_set(line, EL_CLIENTDATA, editor);
  // With 1 libedit would send a caught signal on to the whole process group.
  el_set(line, EL_SIGNAL, 0);
  el_set(line, EL_HIST, history, editor->history);
  el_set(line, EL_PROMPT_ESC, prompt_of, '\1');
  el_set(line, EL_GETCFN, read_character);
  el_set(line, EL_EDITOR, "emacs");
  // The user's choices, emacs or vi among them, then the keys this editor cannot do without.
  el_source(line, NULL);
  bind_keys(line);
  return editor;
}

void rung_editor_close(rung_editor *editor) {
  if (editor->line != NULL) el_end(editor->line);
  if (editor->history != NULL) history_end(editor->history);
  if (editor->input != NULL) fclose(editor->input);
  if (editor->output != NULL) fclose(editor->output);
  if (editor->errors != NULL) fclose(editor->errors);
  free(editor);
}

const char *rung_editor_read(
    rung_editor *editor, const char *prompt, size_t *count, enum rung_read_end *end) {
  int read = 0;
  editor->prompt = prompt;
  editor->end = RUNG_READ_LINE;
  editor->error = 0;
  rung_terminal_signals_begin();
  // The window may have changed its size while nobody was listening.
  el_resize(editor->line);
  // libedit would draw the prompt first: keys typed in between would be the kernel's, Ctrl-D and all.
  el_set(editor->line, EL_PREP_TERM, 1);
  put(editor, paste_on);
  const char *text = el_gets(editor->line, &read);
  int error = errno;
  put(editor, paste_off);
  rung_terminal_signals_end();
  editor->prompt = "";
  if (text == NULL || read <= 0) {
    text = NULL;
    read = 0;
    // No character failed: it was the end-of-input key.
    if (editor->end == RUNG_READ_LINE) editor->end = RUNG_READ_END;
    if (editor->end == RUNG_READ_END) put(editor, "\n");
    errno = editor->end == RUNG_READ_FAILED ? editor->error : error;
  }
  *count = (size_t)read;
  *end = editor->end;
  return text;
}

// --------------------------------------------------------------------------------------------- operations

void rung_editor_history_clear(rung_editor *editor, int size) {
  HistEvent event;
  history(editor->history, &event, H_CLEAR);
  history(editor->history, &event, H_SETSIZE, size);
}

void rung_editor_history_add(rung_editor *editor, const char *text) {
  HistEvent event;
  history(editor->history, &event, H_ENTER, text);
}

const char *rung_editor_text(rung_editor *editor, size_t *count, size_t *cursor) {
  const LineInfo *info = el_line(editor->line);
  *count = (size_t)(info->lastchar - info->buffer);
  *cursor = (size_t)(info->cursor - info->buffer);
  return info->buffer;
}

void rung_editor_move(rung_editor *editor, int characters) { el_cursor(editor->line, characters); }

void rung_editor_delete(rung_editor *editor, int characters) { el_deletestr(editor->line, characters); }

void rung_editor_insert(rung_editor *editor, const char *text) {
  if (*text != 0) el_insertstr(editor->line, text);
}

void rung_editor_print(rung_editor *editor, const char *text, size_t count) {
  int distance = to_end(editor);
  fputs("\n", editor->output);
  fwrite(text, 1, count, editor->output);
  fflush(editor->output);
  if (distance > 0) el_cursor(editor->line, -distance);
}
