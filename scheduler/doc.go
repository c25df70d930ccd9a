// Package scheduler knows time: local days and clock times, schedules in plain
// words or as cron lines, time zones, quiet hours, and what comes next.
//
// A schedule is reckoned in wall-clock time, where every day has 24 hours, and
// gives local dates with a slot (Occurrence). Only Occurrence.In turns one into
// an instant, so that a change of the clocks can neither lose an occurrence nor
// double it: a time that does not exist comes at the first instant after the
// gap, a time that comes twice comes once, the first time.
//
// The cron library is used as a parser and a calendar and by nobody else; it
// never sees a zone, a prefix, a descriptor or a text that was not checked
// before.
//
// The package is pure. It reads no clock and no zone of the machine, starts
// nothing, and imports no other package of this module: the moment is handed
// in. It knows no person, no message and no sentence the bot says; its errors
// carry facts that others put into words. The bot calls it to decide when the
// next nudge is, whether it may come now, and which day it belongs to.
package scheduler
