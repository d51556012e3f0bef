/* brotli.h - brotli's decoder, loaded when first needed (base/library.h). */
#ifndef FG_DOCUMENT_BROTLI_H
#define FG_DOCUMENT_BROTLI_H

#include "base/library.h"

#include <brotli/decode.h>

/** Before any call of it. FG_EREAD where it is not there. */
enum fg_status fg_brotli_load(struct fg_error *err);

#define FG_BROTLI_FUNCTIONS(X)                                                            \
    X(BrotliDecoderCreateInstance) X(BrotliDecoderDecompressStream)                        \
    X(BrotliDecoderDestroyInstance)

extern struct fg_brotli {
    FG_BROTLI_FUNCTIONS(FG_LIBRARY_MEMBER)
} fg_brotli;

#define BrotliDecoderCreateInstance fg_brotli.BrotliDecoderCreateInstance
#define BrotliDecoderDecompressStream fg_brotli.BrotliDecoderDecompressStream
#define BrotliDecoderDestroyInstance fg_brotli.BrotliDecoderDestroyInstance

#endif
