package main

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// spare is how many presses a routine may need beside one for each step.
const spare = 5

// last returns the last message of the bot.
func (on *telegramStage) last() bot.Message {
	all := on.api.Messages(telegramtest.Person)
	return read(all[len(all)-1])
}

// press presses the first of some buttons that the last message has, and
// returns false when it has none of them.
func (on *telegramStage) press(labels ...string) bool {
	for _, label := range labels {
		if slices.ContainsFunc(on.last().Choice, func(b bot.Button) bool { return b.Label == label }) {
			on.say(label)
			return true
		}
	}
	return false
}

// within plays something in a bubble, on a morning in Berlin.
func within(t *testing.T, play func(*telegramStage)) {
	t.Helper()
	data := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s := mustReadStory(t, "testdata/stories/completes.txt")
		time.Sleep(time.Until(s.start))
		on := newTelegramStage(t, s, data, newCallTotal())
		on.open()
		play(on)
		on.end()
	})
}

// From /start to the first exercise step in at most six presses.
func TestFirstStepOnTelegram(t *testing.T) {
	within(t, func(on *telegramStage) {
		for presses := 1; presses <= 6; presses++ {
			if !on.press("I am 18 or over, and I agree", "None of these", "2") {
				t.Fatalf("what now? %q", on.last().Text.Plain())
			}
			if strings.HasPrefix(on.last().Text.Plain(), "Step 1") {
				return
			}
		}
		t.Error("six presses after /start there was no exercise step")
	})
}

// TestPressesOfARoutine does every routine of the library from its name to its
// end, in every form, and counts the presses: one for each step, and a few.
func TestPressesOfARoutine(t *testing.T) {
	lib, _ := shipped()
	for _, r := range lib.Routines() {
		t.Run(string(r.ID), func(t *testing.T) {
			t.Parallel()
			for _, form := range []string{"full", "short", "tiny"} {
				within(t, func(on *telegramStage) {
					for on.press("I am 18 or over, and I agree", "None of these") {
					}
					on.say("routine " + string(r.ID))
					steps, presses := on.doRoutine(form)
					if steps == 0 || presses > steps+spare {
						t.Errorf("%s: %d steps took %d presses", form, steps, presses)
					}
					t.Logf("%s %s: %d steps, %d presses, %d calls", r.ID, form, steps, presses, 2*presses)
				})
			}
		})
	}
}

// doRoutine goes through a routine whose card is on the screen, and returns how
// many steps it had and how many presses it took.
func (on *telegramStage) doRoutine(form string) (steps, presses int) {
	on.t.Helper()
	first := regexp.MustCompile(`(?m)^(?:Step )?1 of (\d+): `)
	for ; presses < 100; presses++ {
		text := on.last().Text.Plain()
		if found := first.FindStringSubmatch(text); found != nil {
			steps, _ = strconv.Atoi(found[1])
		}
		if strings.HasPrefix(text, "Done: ") || strings.HasPrefix(text, "Noted: ") {
			return steps, presses
		}
		labels := []string{"Done", "Done, or it is so", "2"}
		for _, b := range on.last().Choice {
			if strings.HasSuffix(b.Code, "|form|"+form) || form == "tiny" && strings.HasSuffix(b.Code, "|form|item") {
				labels = []string{b.Label}
			}
		}
		if !on.press(labels...) {
			on.t.Fatalf("what now? %q %v", text, on.last().Choice)
		}
	}
	on.t.Fatal("it has no end")
	return steps, presses
}
