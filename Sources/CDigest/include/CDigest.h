/* SHA-256 (FIPS 180-4) from the system: libmd beside libedit on Linux, CommonCrypto on macOS. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* Writes the 32 bytes of the SHA-256 of `bytes` to `digest`. */
void rung_sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]);
