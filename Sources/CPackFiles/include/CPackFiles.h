#ifndef C_PACK_FILES_H
#define C_PACK_FILES_H

#include <stddef.h>

/// A file of a shipped pack. The bytes live as long as the program.
typedef struct {
    const char *pack;
    const char *name;
    const unsigned char *bytes;
    size_t count;
} pack_file;

/// How many files are shipped.
size_t pack_file_count(void);

/// The file at an index below `pack_file_count()`; all zero beyond it.
pack_file pack_file_at(size_t index);

#endif
