// Package routines holds the physiotherapy: exercises and their doses,
// routines in three lengths, and the session that leads somebody through one.
//
// Load reads the library from YAML files and refuses it with every fault at
// once, each with its file, its line and what to write instead. Lint reads the
// same files and judges the wording as well.
//
// The package is pure. It knows no messenger, no store and no sentence that
// the bot says; it reads no clock, no environment and no disk of its own:
// times and file systems are handed in. It imports no other package of this
// module. The bot calls it to decide what comes next, the command calls it to
// load, show and lint what an operator brings.
package routines
