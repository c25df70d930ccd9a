package bot_test

import (
	"testing"

	"unknot/bot"
)

func link(payload string) bot.Event { return bot.Event{Kind: bot.EventOpen, Link: payload} }

// A link opens its routine, and no other link does anything but open the chat.
func TestLinks(t *testing.T) {
	if k := known(t).happens(link("r_S-05")); k.p.Session == nil || k.p.Session.Routine != "S-05" {
		t.Errorf("a link to a routine: %v", k.keys())
	}
	known(t).happens(link("l_abc123")).wants("link.badcode")
	for _, payload := range []string{"", "r_", "r_S-99", "r_neck", "S-05", "x_S-05", "migraine", "l"} {
		if k := known(t).happens(link(payload)); k.p.Session != nil || len(k.out) == 0 || k.p.Attack.Stage != "" {
			t.Errorf("%q: %v", payload, k.keys())
		}
	}
	k := known(t).say("migraine").happens(link("r_S-05"))
	if k.p.Session != nil || k.keys()[0] != "quiet.only" {
		t.Errorf("in an attack: %v", k.keys())
	}
}

// Who begins at an invitation and is not known yet comes to its routine.
func TestAnInvitationBeforeConsent(t *testing.T) {
	k := stranger(t).tap(bot.Tap{Do: bot.TapCommand, Arg: "routine S-02"}).wants("scope.text")
	k.press("press.agree")
	for n := 1; n <= 4; n++ {
		k.tap(noneTap(n))
	}
	if k.p.Session == nil || k.p.Session.Routine != "S-02" {
		t.Errorf("after the questions: %v", k.keys())
	}
	if k := stranger(t).tap(bot.Tap{Do: bot.TapCommand, Arg: "progress"}); k.p.Known() {
		t.Error("kept before consent")
	}
}

// Before consent a link is kept in the button alone.
func TestALinkBeforeConsent(t *testing.T) {
	k := stranger(t).happens(link("r_S-05")).wants("scope.text")
	if k.p.Known() || k.p.Asks != (bot.Asks{}) {
		t.Errorf("kept before consent: %+v", k.p)
	}
	k.press("press.agree")
	for n := 1; n <= 4; n++ {
		k.tap(noneTap(n))
	}
	if k.p.Session == nil || k.p.Session.Routine != "S-05" {
		t.Errorf("after the questions: %v", k.keys())
	}
	for _, arg := range []string{"1 S-99", "1 ", "1"} {
		k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: arg})
		if !k.p.Known() || k.p.Asks.Then != "S-01" {
			t.Errorf("agreed with %q: %+v", arg, k.p.Asks)
		}
	}
	if k := stranger(t).tap(bot.Tap{Do: bot.TapConsent, Arg: "2 S-05"}); k.p.Known() {
		t.Error("agreed to a text that there is not")
	}
	stranger(t).happens(link("l_abc123")).wants("scope.text")
}
