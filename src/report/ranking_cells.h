/* ranking_cells.h - a row as cells of text, the same for every format. */
#ifndef FG_REPORT_RANKING_CELLS_H
#define FG_REPORT_RANKING_CELLS_H

#include "report/ranking_rows.h"

/** "78.4", "-" where nothing could be judged; a share as "81 %", empty where none. */
void fg_cell_score(struct fg_buf *out, int tenths);
void fg_cell_share(struct fg_buf *out, int thousandths);
/** Band's name, "" where nothing could be judged. */
const char *fg_cell_band(const struct fg_row *row);
/** "Title - Company". */
void fg_cell_title(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row);
/** "Kubernetes; Go, Rust". */
void fg_cell_gaps(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row);
/** "closed; capped at 60: ...; 3 times, 2026-01-02 to 2026-02-03". */
void fg_cell_notes(struct fg_buf *out, const struct fg_ranking *r, const struct fg_row *row);

/** Sentences of the figures, without markup: a heading and lines under it. `put` is
 *  called for each in turn; `line` is empty for a heading. */
void fg_ranking_each_figure(const struct fg_ranking *r,
                            void (*put)(void *into, struct fg_sv heading, struct fg_sv line),
                            void *into);

#endif
