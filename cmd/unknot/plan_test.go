package main

import (
	"strings"
	"testing"

	"unknot/bot"
)

// The plan lists reminders beside a running serve and after it, sealed or not,
// and names nobody.
func TestPlan(t *testing.T) {
	for name, environ := range map[string]func(t *testing.T) []string{
		"plain":  func(t *testing.T) []string { return []string{"UNKNOT_DATA=" + t.TempDir()} },
		"sealed": func(t *testing.T) []string { return []string{"UNKNOT_DATA=" + t.TempDir(), "UNKNOT_KEY=" + made(t)} },
		"Redis": func(t *testing.T) []string {
			return []string{"UNKNOT_DATA=/nowhere/at/all", "UNKNOT_REDIS_URL=" + redisServer(t), "UNKNOT_KEY=" + made(t)}
		},
	} {
		t.Run(name, func(t *testing.T) { plans(t, environ(t)) })
	}
	if got := start(t, []string{"UNKNOT_DATA=" + t.TempDir()}, "plan"); got.code != exitUsage {
		t.Errorf("an empty folder: %d %s", got.code, got.stderr)
	}
}

// plans has one person on a store, and asks for the plan in every way.
func plans(t *testing.T, environ []string) {
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
	reminders := func(text string) int {
		return strings.Count(text, "CET  reminder") + strings.Count(text, "CEST  reminder")
	}
	var beside []string
	for _, args := range [][]string{{"plan"}, {"plan", "--assume=does"}} {
		got := start(t, environ, args...)
		if got.code != exitDone || !strings.HasPrefix(got.stdout, "person 1, if ") || reminders(got.stdout) < 2 || strings.Contains(got.stdout, "ada") {
			t.Errorf("%q: %d %s %s", args, got.code, got.stdout, got.stderr)
		}
		beside = append(beside, got.stdout)
	}
	if beside[0] == beside[1] {
		t.Errorf("silent or not is the same:\n%s", beside[0])
	}
	s.ends()
	for n, args := range [][]string{{"plan"}, {"plan", "--assume=does"}} {
		if got := start(t, environ, args...); got.code != exitDone || got.stdout != beside[n] {
			t.Errorf("%q, alone: %d\n%s\nand beside serve\n%s\n%s", args, got.code, got.stdout, beside[n], got.stderr)
		}
	}
	if got := start(t, environ, "plan", "here:nobody"); got.code != exitFailed || !strings.Contains(got.stderr, "look up this person") {
		t.Errorf("nobody: %d %s", got.code, got.stderr)
	}
}
