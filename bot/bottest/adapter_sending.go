package bottest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"unknot/bot"
)

// senders is how many messages are sent at the same moment.
const senders = 50

func testSending(t *testing.T, h AdapterHarness) {
	visits(t, h, map[string]func(*visit){
		"in the order they were sent": inOrder,
		"many at once":                manyAtOnce,
		"capabilities never change":   sameCapabilities,
		"replacing a message":         replaces,
		"replacing a long text":       replacesLong,
		"room for every message":      takesRoom,
		"no more room":                noMoreRoom,
		"the same key again":          sameKey,
		"while nobody writes":         whileWaiting,
	})
}

func inOrder(v *visit) {
	v.start()
	for i := range 10 {
		v.send(paragraph(marked(fmt.Sprint(i))))
	}
	got := v.sees()
	if len(got) != 10 {
		v.t.Fatalf("the person sees %d messages, want 10", len(got))
	}
	for i := range got {
		if want := marked(fmt.Sprint(i)); !sameWords(got[i], want) {
			v.t.Errorf("message %d reads %q, want %q", i, got[i], want)
		}
	}
}

// manyAtOnce sends messages side by side, with events in between. Each is as
// long as fits, so that writing it takes a while.
func manyAtOnce(v *visit) {
	v.start()
	length := 1000
	if limit := v.Adapter.Capabilities().MaxText; limit > 0 {
		length = min(length, limit)
	}
	want := map[string]bool{}
	var all sync.WaitGroup
	for i := range senders {
		text := marked(strings.Repeat(fmt.Sprintf("word%02d ", i), (length-len(marker))/8))
		want[squeeze(text)] = true
		all.Go(func() {
			if _, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: paragraph(text), Key: fmt.Sprint(i)}); err != nil {
				v.t.Errorf("Send: %v", err)
			}
		})
	}
	for i := range 10 {
		v.Write(marked(fmt.Sprint(i)))
	}
	all.Wait()
	for i := range 10 {
		v.wantText(marked(fmt.Sprint(i)))
	}
	for _, got := range v.sees() {
		if !want[squeeze(got)] {
			v.t.Errorf("the person sees %.80q, which is no message or comes twice", got)
		}
		delete(want, squeeze(got))
	}
	if len(want) > 0 {
		v.t.Errorf("%d of %d messages did not arrive whole", len(want), senders)
	}
}

func sameCapabilities(v *visit) {
	before := v.Adapter.Capabilities()
	v.start()
	v.send(choices("Done", "Stop"))
	if after := v.Adapter.Capabilities(); before.Name == "" || after != before {
		v.t.Errorf("capabilities %+v became %+v", before, after)
	}
}

// replaces checks that a message which replaces another is seen in its place,
// or where the platform cannot do that, is seen at all.
func replaces(v *visit) {
	v.start()
	reference := v.send(paragraph(marked("old")))
	v.send(paragraph(marked("between")))
	for range 2 { // the same text again is a success as well
		_, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: paragraph(marked("new")), Replace: reference})
		if err != nil {
			v.t.Fatalf("Send in place of another: %v", err)
		}
	}
	want := []string{marked("new"), marked("between")}
	if !v.Adapter.Capabilities().Edit {
		want = []string{marked("old"), marked("between"), marked("new"), marked("new")}
	}
	v.wantSeen(want...)
}

// replacesLong checks that nothing of a long text is left when another takes its
// place, and nothing of a short one when a long one does.
func replacesLong(v *visit) {
	if !v.Adapter.Capabilities().Edit {
		v.t.Log("the platform declares that it replaces nothing")
		return
	}
	v.start()
	long := v.longer(" slowly down and up")
	out := bot.Outgoing{Chat: v.Chat, Message: paragraph(long)}
	for _, text := range []string{long, marked("short"), long + " and once more", marked("the end")} {
		out.Message = paragraph(text)
		reference, err := v.try(v.t.Context(), out)
		if err != nil {
			v.t.Fatalf("Send in place of another: %v", err)
		}
		out.Replace = reference
		if got := squeeze(strings.Join(v.Seen(), "")); got != squeeze(text) {
			v.t.Errorf("the person sees %.200q, want %.40q only", got, text)
		}
	}
}

// takesRoom checks that every message but the first is asked for.
func takesRoom(v *visit) {
	v.start()
	asked := 0
	room := func(context.Context) error { asked++; return nil }
	text := v.longer(" slowly down and up")
	if _, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: paragraph(text), Room: room}); err != nil {
		v.t.Fatalf("Send: %v", err)
	}
	if n := len(v.sees()); asked != n-1 {
		v.t.Errorf("room was asked for %d times for %d messages, want once for each but the first", asked, n)
	}
}

// noMoreRoom checks that what is half sent says so.
func noMoreRoom(v *visit) {
	if v.Adapter.Capabilities().MaxText == 0 {
		v.t.Log("the platform declares that one message holds any text")
		return
	}
	v.start()
	out := bot.Outgoing{Chat: v.Chat, Message: paragraph(v.longer(" slowly down and up")), Room: func(context.Context) error { return errors.New("full") }}
	_, err := v.try(v.t.Context(), out)
	if n := len(v.sees()); n != 1 || bot.ClassOf(err) != bot.SendUnknown {
		v.t.Errorf("with no room for a second message %d were sent, and Send says %v, want one and an outcome that is unknown", n, err)
	}
}

func sameKey(v *visit) {
	v.start()
	for range 2 {
		_, err := v.try(v.t.Context(), bot.Outgoing{Chat: v.Chat, Message: paragraph(marked("once")), Key: "k1"})
		if err != nil {
			v.t.Fatalf("Send: %v", err)
		}
	}
	want := []string{marked("once"), marked("once")}
	if v.Adapter.Capabilities().Idempotent {
		want = want[:1]
	}
	v.wantSeen(want...)
}

// whileWaiting sends what nobody asked for: a timer's cue between two presses.
func whileWaiting(v *visit) {
	v.start()
	v.send(choices("Done", "Stop"))
	v.Write(marked("one"))
	v.wantText(marked("one"))
	v.sees()
	v.send(paragraph(marked("let go")))
	v.wantSeen(marked("let go"))
	v.Press(0, 0)
	v.wantTap(code("Done"))
	v.wantNothingElse()
}

// wantSeen checks the messages that came since the last look, word by word.
func (v *visit) wantSeen(want ...string) {
	v.t.Helper()
	got := v.sees()
	if len(got) != len(want) {
		v.t.Errorf("the person sees %q, want %q", got, want)
		return
	}
	for i := range got {
		if !sameWords(got[i], want[i]) {
			v.t.Errorf("message %d reads %q, want %q", i, got[i], want[i])
		}
	}
}
