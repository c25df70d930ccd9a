// Package picture draws: a page to print, and a chart of weeks. It is given small
// data with all its words already chosen, and returns bytes; the same data give the
// same bytes. It knows nothing of sessions, languages or platforms. Only package
// bot calls it.
package picture
