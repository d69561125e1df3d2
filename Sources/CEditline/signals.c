// The process's SIGINT flag and the wait that no signal slips past: handlers raise a flag and write to a
// pipe that the wait polls together with the input.
#include "CEditline.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

static atomic_bool interrupted, resized, stopping;
static int wake[2] = {-1, -1};
static bool interrupt_installed, terminal_installed;
static struct sigaction old_interrupt, old_resize, old_stop;

static void raise_flag(atomic_bool *flag) {
  int saved = errno;
  atomic_store(flag, true);
  // A full pipe is as good as one byte in it.
  if (wake[1] >= 0 && write(wake[1], "!", 1) < 0) {}
  errno = saved;
}

static void on_signal(int signal) {
  switch (signal) {
  case SIGINT: raise_flag(&interrupted); break;
  case SIGWINCH: raise_flag(&resized); break;
  case SIGTSTP: raise_flag(&stopping); break;
  }
}

static void handle(int signal, struct sigaction *old) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  // The wait never depends on EINTR, so reads and writes elsewhere need not see it.
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, old);
}

static bool open_wake_pipe(void) {
  if (wake[0] >= 0) return true;
  int ends[2];
  if (pipe(ends) != 0) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    fcntl(ends[end], F_SETFL, O_NONBLOCK);
  }
  wake[0] = ends[0];
  wake[1] = ends[1];
  return true;
}

bool rung_interrupt_install(void) {
  if (interrupt_installed) return true;
  if (!open_wake_pipe()) return false;
  if (sigaction(SIGINT, NULL, &old_interrupt) == 0 && old_interrupt.sa_handler == SIG_IGN) return true;
  handle(SIGINT, &old_interrupt);
  interrupt_installed = true;
  return true;
}

void rung_interrupt_uninstall(void) {
  if (!interrupt_installed) return;
  sigaction(SIGINT, &old_interrupt, NULL);
  interrupt_installed = false;
}

bool rung_interrupt_requested(void) { return atomic_load_explicit(&interrupted, memory_order_relaxed); }
void rung_interrupt_request(void) { raise_flag(&interrupted); }
void rung_interrupt_clear(void) { atomic_store(&interrupted, false); }

void rung_terminal_signals_begin(void) {
  if (terminal_installed || !open_wake_pipe()) return;
  atomic_store(&resized, false);
  atomic_store(&stopping, false);
  handle(SIGWINCH, &old_resize);
  // A shell without job control starts us with SIGTSTP ignored: leave it.
  if (sigaction(SIGTSTP, NULL, &old_stop) == 0 && old_stop.sa_handler != SIG_IGN) handle(SIGTSTP, &old_stop);
  terminal_installed = true;
}

void rung_terminal_signals_end(void) {
  if (!terminal_installed) return;
  sigaction(SIGWINCH, &old_resize, NULL);
  sigaction(SIGTSTP, &old_stop, NULL);
  terminal_installed = false;
}

void rung_stop_now(void) {
  struct sigaction action, ours;
  memset(&action, 0, sizeof action);
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

enum rung_wake rung_wait(int fd) {
  for (;;) {
    if (atomic_exchange(&interrupted, false)) return RUNG_WAKE_INTERRUPT;
    if (atomic_exchange(&stopping, false)) return RUNG_WAKE_STOP;
    if (atomic_exchange(&resized, false)) return RUNG_WAKE_RESIZE;
    struct pollfd watched[2] = {{.fd = fd, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
    int ready = poll(watched, wake[0] >= 0 ? 2 : 1, -1);
    if (ready < 0) {
      if (errno == EINTR || errno == EAGAIN) continue;
      return RUNG_WAKE_FAILED;
    }
    if (watched[1].revents != 0) {
      char drained[64];
      while (read(wake[0], drained, sizeof drained) > 0) {}
      continue;
    }
    if (watched[0].revents & POLLNVAL) {
      errno = EBADF;
      return RUNG_WAKE_FAILED;
    }
    if (watched[0].revents != 0) return RUNG_WAKE_INPUT;
  }
}
