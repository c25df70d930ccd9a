package routines_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"unknot/routines"
)

// encode writes a session as a document keeps it.
func encode(t testing.TB, s routines.Session) string {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func decode(t testing.TB, text string) routines.Session {
	t.Helper()
	var s routines.Session
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// everyPhase leads to sessions with every field in use.
func everyPhase() []string {
	return []string{
		"show", "form full", "form full, head", "form full, score 0", "form full, pass", "form full, score 9", "form full, head, pass",
		"form full, head, score 5, done, done, done, score 3, score 4", "form full, score 2, hurts, score 4, hurts, score 9",
		"form full, score 2, timer, wait 10s", "form full, score 2, timer, wait 1500ms, pause",
		"form full, score 2, auto, +30s, wait 3s", "form full, score 2, done, timer, +1m",
		"form full, score 5, hurts", "form full, score 2, timer, wait 9s, hurts, hurt bit, hurts, hurt else",
		"form full, score 2, done, skip, easier, done, hurts, hurt strong, done, score 0, score 0",
		"form full, score 2, stop", "stop",
	}
}

// A session that was stored and read back is the same, and goes on the same.
func TestAStoredSessionGoesOn(t *testing.T) {
	for _, script := range everyPhase() {
		t.Run(script, func(t *testing.T) {
			p := open(t, "S-03").do(script)
			again := *p
			again.session = decode(t, encode(t, p.session))
			if diff := cmp.Diff(p.session, again.session); diff != "" {
				t.Fatalf("read back:\n%s", diff)
			}
			for _, rest := range []string{"goon, +20s, +2m, done, done, done, pass, stop", "hurts, hurt bit, nosign", "moment"} {
				if p.session.Closed() {
					continue
				}
				one, two := *p, again
				one.do(rest)
				two.do(rest)
				if diff := cmp.Diff(one.session, two.session); diff != "" || one.notice != two.notice {
					t.Errorf("%s: notices %q and %q, sessions:\n%s", rest, one.notice, two.notice, diff)
				}
			}
		})
	}
}

// What is off or unknown takes no room in a document.
func TestAFreshSessionIsSmall(t *testing.T) {
	const want = `{"id":7,"ask":1,"routine":"S-03","version":1,"phase":"opening","at":0,` +
		`"opened":"2026-03-02T12:00:00Z","touched":"2026-03-02T12:00:00Z"}`
	if got := encode(t, open(t, "S-03").session); got != want {
		t.Errorf("encoded\n%s\nwant\n%s", got, want)
	}
}

func TestARunningSessionAsItIsStored(t *testing.T) {
	got := encode(t, begun(t, "S-09", routines.Full).do("timer, wait 61s, easier, timer, wait 1s, pause").session)
	for _, part := range []string{
		`"steps":[{"variant":"STR-01.easier","planned":"STR-01.c18","eased":true,"spent":61},{"variant":"STR-04.scan120"}]`,
		`"paused":true`, `"timer":{"elapsed":1000000000}`, `"before":2`, `"light":"planned"`,
	} {
		if !strings.Contains(got, part) {
			t.Errorf("%s lacks %s", got, part)
		}
	}
}

// Documents written before a field was there are read all the same.
func TestASessionOfAnOlderSchema(t *testing.T) {
	s := decode(t, `{"id":1,"ask":4,"routine":"S-03","version":1,"form":"full","phase":"step",
		"steps":[{"variant":"MOB-02"},{"variant":"TPS-02","done":"done"}],"at":0,
		"timer":{"start":"2026-03-02T12:00:00Z"},"started":"2026-03-02T12:00:00Z","touched":"2026-03-02T12:00:00Z"}`)
	p := open(t, "S-03")
	p.session = s
	p.do("+30s").wants(routines.NoticeTimeUp, "step 1 MOB-02").do("done").wants(routines.NoticeShow, "step 2 TPS-02")
}

// A document that nobody should have written is closed or refused, never a
// reason to fall over.
func TestADamagedSession(t *testing.T) {
	for _, text := range []string{
		`{"phase":"step","at":-1,"touched":"2026-03-02T12:00:00Z"}`,
		`{"phase":"step","at":9,"steps":[{"variant":"MOB-02"}],"touched":"2026-03-02T12:00:00Z"}`,
		`{"phase":"hurt","steps":[{"variant":"NO-01"}],"touched":"2026-03-02T12:00:00Z"}`,
		`{"phase":"step","steps":[{"variant":"MOB-02"}],"timer":{"start":"2026-03-02T11:59:59Z","cue":-3},"touched":"2026-03-02T12:00:00Z"}`,
		`{"phase":"dancing","touched":"2026-03-02T12:00:00Z"}`,
		`{}`,
	} {
		for _, kind := range moveKinds() {
			p := open(t, "S-03")
			p.session = decode(t, text)
			p.session, _ = p.machine.Advance(p.session, routines.Move{Kind: kind, Form: routines.Full, Hurt: routines.HurtBit}, p.now)
			p.session.Moment(p.machine.Library)
			p.session.Result(p.machine.Library)
		}
	}
}
