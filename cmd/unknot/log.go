package main

import (
	"io"
	"log/slog"
	"strings"
)

// levelOff is the level at which nothing is logged.
const levelOff = "off"

// levels lists what --log may be, from everything to nothing.
func levels() []string { return []string{"debug", "info", "warn", "error", levelOff} }

// newLog returns a log that writes lines of text from the configured level on.
// The settings must have been checked.
func newLog(c config, w io.Writer) *slog.Logger {
	var level slog.Level
	if strings.EqualFold(c.Log, levelOff) || level.UnmarshalText([]byte(c.Log)) != nil {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}
