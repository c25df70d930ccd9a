package main

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestLog(t *testing.T) {
	all := []slog.Level{slog.LevelDebug, slog.LevelInfo, slog.LevelWarn, slog.LevelError}
	for level, want := range map[string]int{
		"debug": 4, "info": 3, "warn": 2, "error": 1, "off": 0, "WARN": 2, "Off": 0,
	} {
		var out bytes.Buffer
		log := newLog(config{Log: level}, &out)
		for _, l := range all {
			log.Log(t.Context(), l, "said")
		}
		if got := strings.Count(out.String(), "msg=said"); got != want {
			t.Errorf("at level %s %d lines, want %d:\n%s", level, got, want, out.String())
		}
	}
}

func TestEveryLevelIsUnderstood(t *testing.T) {
	for _, level := range levels() {
		var parsed slog.Level
		if err := parsed.UnmarshalText([]byte(level)); (err != nil) != (level == levelOff) {
			t.Errorf("level %s: %v", level, err)
		}
	}
}
