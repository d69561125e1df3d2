// Facts about terminals, and the C library's character set.
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include "CEditline.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <sys/ioctl.h>
#include <wchar.h>

bool rung_terminal_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

static bool is_utf8;

static void choose_utf8(void) {
  static const char *const names[] = {"", "C.UTF-8", "C.utf8", "UTF-8", "en_US.UTF-8"};
  for (size_t index = 0; index < sizeof names / sizeof *names && !is_utf8; index++) {
    is_utf8 = setlocale(LC_CTYPE, names[index]) != NULL && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  }
}

bool rung_use_utf8(void) {
  // Once: the locale is everybody's, and changing it while another thread reads characters is not allowed.
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, choose_utf8);
  return is_utf8;
}

int rung_character_width(unsigned scalar) {
  int width = wcwidth((wchar_t)scalar);
  return width < 0 ? 0 : width;
}
