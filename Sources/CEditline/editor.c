// One libedit editor: its keys and the reading of single characters, during which the owner paints, and signals,
// resizing and suspension are dealt with.
//
// libedit edits and does not draw: what it would print goes into memory and is dropped. It lays out combining
// characters apart, knows no colours and no rows below the line; the owner draws all of it.
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
  FILE *input, *errors;
  /// Where libedit prints; begun anew before each key.
  FILE *dropped;
  char *printed;
  size_t printed_count;
  int terminal;
  rung_owner owner;
  enum rung_read_end end;
  int error;
  /// Bytes read and not yet decoded.
  unsigned char bytes[4096];
  size_t first, past;
  bool in_paste;
  /// No key of this line was taken yet.
  bool is_fresh;
};

// Keys that send several bytes, each made one C1 control character, which no keyboard sends. In vi's insert
// mode libedit would take the ESC for a key of its own, and a paste would begin in the wrong place and mode.
enum {
  KEY_UP = RUNG_KEY_CODE_UP, KEY_DOWN = RUNG_KEY_CODE_DOWN, KEY_LEFT, KEY_RIGHT, KEY_HOME, KEY_END, KEY_DELETE, KEY_WORD_LEFT, KEY_WORD_RIGHT,
  KEY_PASTE, KEY_BACK_TAB, KEY_NEW_LINE,
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
    {"\033[Z", KEY_BACK_TAB},      {"\033\r", KEY_NEW_LINE},
    {"\033\n", KEY_NEW_LINE},
};

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

static rung_editor *editor_of(EditLine *line) {
  void *editor = NULL;
  el_get(line, EL_CLIENTDATA, &editor);
  return editor;
}

static void put(rung_editor *editor, const char *text) {
  size_t count = strlen(text);
  while (count > 0) {
    ssize_t written = write(editor->terminal, text, count);
    if (written < 0 && errno == EINTR) continue;
    // A terminal that cannot be written is no reason to stop reading.
    if (written <= 0) return;
    text += written;
    count -= (size_t)written;
  }
}

static void paint(rung_editor *editor, enum rung_moment moment) {
  editor->owner.paint(editor->owner.context, moment);
}

/// libedit keeps the place of its cursor, which on a narrower screen lies outside its buffers, until it begins anew.
static void resize(rung_editor *editor) {
  el_resize(editor->line);
  el_set(editor->line, EL_REFRESH);
}

static void suspend(rung_editor *editor) {
  paint(editor, RUNG_MOMENT_LEAVING);
  el_set(editor->line, EL_PREP_TERM, 0);
  put(editor, paste_off);
  rung_stop_now();
  el_set(editor->line, EL_PREP_TERM, 1);
  put(editor, paste_on);
  resize(editor);
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
  rung_editor *editor = editor_of(line);
  int input = fileno(editor->input);
  rewind(editor->dropped);
  // What the line begins with stands before what was typed ahead.
  if (editor->is_fresh) paint(editor, RUNG_MOMENT_WAITING);
  editor->is_fresh = false;
  for (;;) {
    bool more;
    bool taken = take_sequence(editor, character, &more);
    if (!taken && !(more && follows_soon(input))) taken = take_character(editor, character);
    if (taken) {
      bool alone = editor->first == editor->past;
      if (!editor->in_paste && editor->owner.press(editor->owner.context, (unsigned)*character, alone)) continue;
      return 1;
    }
    // While more has come already there is nothing to look at.
    struct pollfd watched = {.fd = input, .events = POLLIN};
    if (!editor->in_paste && poll(&watched, 1, 0) == 0) paint(editor, RUNG_MOMENT_WAITING);
    switch (rung_wait(input)) {
    case RUNG_WAKE_INPUT: break;
    case RUNG_WAKE_INTERRUPT:
      editor->first = editor->past = 0;
      paint(editor, RUNG_MOMENT_INTERRUPTED);
      return failed(editor, RUNG_READ_INTERRUPTED, EINTR);
    case RUNG_WAKE_RESIZE:
      resize(editor);
      paint(editor, RUNG_MOMENT_RESIZED);
      continue;
    case RUNG_WAKE_STOP: suspend(editor); continue;
    case RUNG_WAKE_FAILED: return failed(editor, RUNG_READ_FAILED, errno);
    }
    if (editor->first > 0) {
      memmove(editor->bytes, editor->bytes + editor->first, editor->past - editor->first);
      editor->past -= editor->first;
      editor->first = 0;
    }
    size_t room = sizeof editor->bytes - editor->past;
    ssize_t count = read(input, editor->bytes + editor->past, room);
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
  rung_editor *editor = editor_of(line);
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

static unsigned char enter(rung_editor *editor) {
  const LineInfoW *info = el_wline(editor->line);
  el_cursor(editor->line, (int)(info->lastchar - info->cursor));
  return el_winsertstr(editor->line, L"\n") == 0 ? CC_NEWLINE : CC_ERROR;
}

static unsigned char do_key(EditLine *line, enum rung_key key) {
  rung_editor *editor = editor_of(line);
  switch (editor->owner.key(editor->owner.context, key)) {
  case RUNG_KEY_UNCHANGED: return CC_NORM;
  case RUNG_KEY_EDITED: return CC_REFRESH;
  case RUNG_KEY_MOVED: return CC_CURSOR;
  case RUNG_KEY_ENTERED: return enter(editor);
  case RUNG_KEY_ENDED: return CC_EOF;
  case RUNG_KEY_REFUSED: put(editor, "\a"); return CC_NORM;
  }
  return CC_NORM;
}

// libedit hands its functions nothing but the character, so each key has its own.
#define KEY_FUNCTION(name, key) \
  static unsigned char name(EditLine *line, wint_t character) { (void)character; return do_key(line, key); }
KEY_FUNCTION(on_complete, RUNG_KEY_COMPLETE)
KEY_FUNCTION(on_complete_back, RUNG_KEY_COMPLETE_BACK)
KEY_FUNCTION(on_up, RUNG_KEY_UP)
KEY_FUNCTION(on_down, RUNG_KEY_DOWN)
KEY_FUNCTION(on_left, RUNG_KEY_LEFT)
KEY_FUNCTION(on_right, RUNG_KEY_RIGHT)
KEY_FUNCTION(on_home, RUNG_KEY_HOME)
KEY_FUNCTION(on_end, RUNG_KEY_END)
KEY_FUNCTION(on_delete, RUNG_KEY_DELETE)
KEY_FUNCTION(on_delete_or_end, RUNG_KEY_DELETE_OR_END)
KEY_FUNCTION(on_enter, RUNG_KEY_ENTER)
KEY_FUNCTION(on_new_line, RUNG_KEY_NEW_LINE)
KEY_FUNCTION(on_search, RUNG_KEY_SEARCH)
KEY_FUNCTION(on_clear, RUNG_KEY_CLEAR)
#undef KEY_FUNCTION

static const struct {
  const char *name, *help;
  unsigned char (*does)(EditLine *, wint_t);
} functions[] = {
    {"rung-complete", "Complete the word, or the next of the menu", on_complete},
    {"rung-complete-back", "The one before in the menu", on_complete_back},
    {"rung-up", "Line above, or earlier statement", on_up},
    {"rung-down", "Line below, or later statement", on_down},
    {"rung-left", "Character to the left", on_left},
    {"rung-right", "Character to the right, or take the suggestion", on_right},
    {"rung-home", "Beginning of the line", on_home},
    {"rung-end", "End of the line, or take the suggestion", on_end},
    {"rung-delete", "Delete the character at the cursor", on_delete},
    {"rung-delete-or-end", "Delete the character at the cursor, or end", on_delete_or_end},
    {"rung-enter", "Enter the statement, or go on with it", on_enter},
    {"rung-new-line", "Begin a new line", on_new_line},
    {"rung-search", "Search the history", on_search},
    {"rung-clear", "Clear the screen", on_clear},
    {"rung-paste", "Insert pasted text", on_paste},
};

/// `instead` of these a key does something of ours; a key that the user's own settings gave another meaning is
/// left alone. NULL: whatever it did.
static const struct {
  wchar_t key;
  /// In vi's command mode, which has a map of its own.
  bool command_mode;
  const char *does, *instead;
} binds[] = {
    {'M' & 0x1F, false, "rung-enter", "ed-newline"},
    {'M' & 0x1F, true, "rung-enter", "ed-newline"},
    {'J' & 0x1F, false, "rung-enter", "ed-newline"},
    {'J' & 0x1F, true, "rung-enter", "ed-newline"},
    {'\t', false, "rung-complete", "ed-unassigned ed-insert"},
    {'R' & 0x1F, false, "rung-search", "em-inc-search-prev ed-insert ed-redisplay"},
    {'R' & 0x1F, true, "rung-search", "ed-redisplay ed-unassigned"},
    {'L' & 0x1F, false, "rung-clear", "ed-clear-screen ed-insert"},
    {'L' & 0x1F, true, "rung-clear", "ed-clear-screen ed-unassigned"},
    {'D' & 0x1F, false, "rung-delete-or-end", "em-delete-or-list vi-list-or-eof ed-delete-next-char"},
    {'A' & 0x1F, false, "rung-home", "ed-move-to-beg"},
    {'E' & 0x1F, false, "rung-end", "ed-move-to-end"},
    {'B' & 0x1F, false, "rung-left", "ed-prev-char"},
    {'F' & 0x1F, false, "rung-right", "ed-next-char"},
    {'P' & 0x1F, false, "rung-up", "ed-prev-history"},
    {'N' & 0x1F, false, "rung-down", "ed-next-history"},
    {KEY_UP, false, "rung-up", NULL},
    {KEY_UP, true, "rung-up", NULL},
    {KEY_DOWN, false, "rung-down", NULL},
    {KEY_DOWN, true, "rung-down", NULL},
    {KEY_LEFT, false, "rung-left", NULL},
    {KEY_LEFT, true, "ed-prev-char", NULL},
    {KEY_RIGHT, false, "rung-right", NULL},
    {KEY_RIGHT, true, "ed-next-char", NULL},
    {KEY_HOME, false, "rung-home", NULL},
    {KEY_HOME, true, "rung-home", NULL},
    {KEY_END, false, "rung-end", NULL},
    {KEY_END, true, "ed-move-to-end", NULL},
    {KEY_DELETE, false, "rung-delete", NULL},
    {KEY_DELETE, true, "rung-delete", NULL},
    {KEY_WORD_LEFT, false, "ed-prev-word", NULL},
    {KEY_WORD_LEFT, true, "ed-prev-word", NULL},
    {KEY_WORD_RIGHT, false, "em-next-word", NULL},
    {KEY_WORD_RIGHT, true, "em-next-word", NULL},
    {KEY_BACK_TAB, false, "rung-complete-back", NULL},
    {KEY_NEW_LINE, false, "rung-new-line", NULL},
    {KEY_PASTE, false, "rung-paste", NULL},
    {KEY_PASTE, true, "rung-paste", NULL},
};

/// Whether the key does one of the functions named. libedit tells only by printing.
static bool does_one_of(rung_editor *editor, const char *key, bool command_mode, const char *names) {
  rewind(editor->dropped);
  if (command_mode) {
    el_set(editor->line, EL_BIND, "-a", key, NULL);
  } else {
    el_set(editor->line, EL_BIND, key, NULL);
  }
  fflush(editor->dropped);
  char *arrow = editor->printed == NULL ? NULL : strstr(editor->printed, "->");
  if (arrow == NULL) return false;
  arrow += 2;
  arrow += strspn(arrow, " \t");
  size_t length = strcspn(arrow, " \t\r\n");
  for (const char *name = names; *name != 0; name += strspn(name, " ")) {
    size_t named = strcspn(name, " ");
    if (named == length && memcmp(name, arrow, length) == 0) return true;
    name += named;
  }
  return false;
}

static void bind_keys(rung_editor *editor) {
  for (size_t index = 0; index < sizeof binds / sizeof *binds; index++) {
    char key[8];
    snprintf(key, sizeof key, "\\%03o", (unsigned)binds[index].key);
    const char *instead = binds[index].instead;
    bool command_mode = binds[index].command_mode;
    if (instead != NULL && !does_one_of(editor, key, command_mode, instead)) continue;
    if (command_mode) {
      el_set(editor->line, EL_BIND, "-a", key, binds[index].does, NULL);
    } else {
      el_set(editor->line, EL_BIND, key, binds[index].does, NULL);
    }
  }
}

static char *no_prompt(EditLine *line) {
  (void)line;
  static char nothing[] = "";
  return nothing;
}

// ------------------------------------------------------------------------------------------ open and close

static FILE *duplicate(int fd, const char *mode) {
  int copy = dup(fd);
  if (copy < 0) return NULL;
  FILE *file = fdopen(copy, mode);
  if (file == NULL) close(copy);
  return file;
}

rung_editor *rung_editor_open(int input, int output, int errors, rung_owner owner) {
  rung_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->owner = owner;
  editor->input = duplicate(input, "r");
  editor->errors = duplicate(errors, "w");
  editor->terminal = dup(output);
  editor->dropped = open_memstream(&editor->printed, &editor->printed_count);
  editor->history = history_init();
  if (editor->input != NULL && editor->dropped != NULL && editor->errors != NULL && editor->terminal >= 0
      && editor->history != NULL) {
    editor->line = el_init_fd("rung", editor->input, editor->dropped, editor->errors, fileno(editor->input),
        editor->terminal, fileno(editor->errors));
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
  el_set(line, EL_PROMPT, no_prompt);
  el_set(line, EL_GETCFN, read_character);
  el_set(line, EL_EDITOR, "emacs");
  for (size_t index = 0; index < sizeof functions / sizeof *functions; index++) {
    el_set(line, EL_ADDFN, functions[index].name, functions[index].help, functions[index].does);
  }
  // The user's choices, emacs or vi among them, then our keys where they left libedit's.
  el_source(line, NULL);
  bind_keys(editor);
  return editor;
}

void rung_editor_close(rung_editor *editor) {
  if (editor->line != NULL) el_end(editor->line);
  if (editor->history != NULL) history_end(editor->history);
  if (editor->input != NULL) fclose(editor->input);
  if (editor->dropped != NULL) fclose(editor->dropped);
  free(editor->printed);
  if (editor->terminal >= 0) close(editor->terminal);
  if (editor->errors != NULL) fclose(editor->errors);
  free(editor);
}

const char *rung_editor_read(rung_editor *editor, size_t *count, enum rung_read_end *end) {
  int read = 0;
  editor->end = RUNG_READ_LINE;
  editor->error = 0;
  editor->is_fresh = true;
  rung_terminal_signals_begin();
  // The window may have changed its size while nobody was listening.
  el_resize(editor->line);
  // Before anything is drawn: keys typed in between would be the kernel's, Ctrl-D and all.
  el_set(editor->line, EL_PREP_TERM, 1);
  put(editor, paste_on);
  const char *text = el_gets(editor->line, &read);
  int error = errno;
  put(editor, paste_off);
  rung_terminal_signals_end();
  if (text == NULL || read <= 0) {
    text = NULL;
    read = 0;
    // No character failed: it was the end-of-input key.
    if (editor->end == RUNG_READ_LINE) editor->end = RUNG_READ_END;
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
