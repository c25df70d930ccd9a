package main

import (
	"strings"
	"testing"

	"unknot/bot"
)

// The plan lists reminders beside a running serve and after it, sealed or not,
// and names nobody.
func TestPlan(t *testing.T) {
	for name, environ := range map[string][]string{
		"plain":  {"UNKNOT_DATA=" + t.TempDir()},
		"sealed": {"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_KEY=" + made(t)},
	} {
		here := newScripted("here")
		s := serve(t, environ, here.asPlatform())
		for n, code := range []string{
			bot.Tap{Do: bot.TapConsent, Arg: "1"}.Code(), bot.Tap{Do: bot.TapCommand, Arg: "cancel"}.Code(),
			bot.Tap{Do: bot.TapZone, Arg: "Europe/Berlin"}.Code(), bot.Tap{Do: bot.TapCommand, Arg: "schedule daily 12:00"}.Code(),
		} {
			if err := here.taps(t, string(rune('a'+n)), code); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"plan"}, {"plan", "--assume=does"}} {
			got := start(t, environ, args...)
			if got.code != exitDone || !strings.HasPrefix(got.stdout, "person 1, if ") || strings.Count(got.stdout, "CET  reminder")+strings.Count(got.stdout, "CEST  reminder") < 2 || strings.Contains(got.stdout, "ada") {
				t.Errorf("%s, %q: %d %s %s", name, args, got.code, got.stdout, got.stderr)
			}
		}
		s.ends()
		if got := start(t, environ, "plan"); got.code != exitDone || !strings.Contains(got.stdout, "reminder") {
			t.Errorf("%s, alone: %d %s %s", name, got.code, got.stdout, got.stderr)
		}
		if got := start(t, environ, "plan", "here:nobody"); got.code != exitFailed || !strings.Contains(got.stderr, "look up this person") {
			t.Errorf("%s, nobody: %d %s", name, got.code, got.stderr)
		}
	}
	if got := start(t, []string{"UNKNOT_DATA=" + t.TempDir()}, "plan"); got.code != exitUsage {
		t.Errorf("an empty folder: %d %s", got.code, got.stderr)
	}
}
