package bot

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"unknot/routines"
)

// Accounts are linked by a code: the one that it was made in keeps everything,
// and the one that it is typed in becomes a part of it. What that one has goes
// over first (join.go); then its document is only a stub, which hands on what
// happens there (stub.go).

// Link is where an account is on the way to becoming part of another one.
type Link struct {
	To    DocID     `json:"to,omitempty"`   // whose code was given
	Until time.Time `json:"until,omitzero"` // for how long that may still be confirmed; of a stub: when it looks whether it is needed
	Told  bool      `json:"told,omitempty"` // it was confirmed: nothing begins here until the other one has answered
}

// Account is one of several through which a person is reached.
type Account struct {
	Doc      DocID  `json:"doc"`
	Platform string `json:"platform"`
	Chat     ChatID `json:"chat"`
}

const (
	// codeFor is how long a code may be used, and how long its owner may be
	// confirmed.
	codeFor = 10 * time.Minute
	// codeSize is the length of a code: with 32 letters each, guessing one
	// within ten minutes is out of reach.
	codeSize = 8
	// mostAccounts is how many accounts one person has at most.
	mostAccounts = 4
)

// link makes a code, looks one up, or takes the yes to what was found.
func (t *turn) link(said string) {
	code := codeIn(said)
	switch {
	case strings.TrimSpace(said) == "":
		t.put(Effect{Kind: KindAnswer, Lines: []Line{{Say: "link.code"}}, Lend: true})
	case strings.EqualFold(strings.TrimSpace(said), "yes"):
		t.joinOther()
	case len(code) != codeSize:
		t.home(Line{Say: "link.badcode"})
	case len(t.p.Accounts) > 0:
		t.home(Line{Say: "link.already"})
	default:
		t.put(Effect{Kind: KindLookup, Code: code})
	}
}

// codeIn returns the letters of a code, however it was typed.
func codeIn(said string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' || r >= '2' && r <= '7' {
			return r
		}
		return -1
	}, strings.ToUpper(said))
}

// shownCode returns a code as it is read best.
func shownCode(code string) string { return code[:codeSize/2] + "-" + code[codeSize/2:] }

// lookedUp takes what a code came to, which is empty for none.
func (t *turn) lookedUp(found DocID) {
	switch found {
	case "":
		t.home(Line{Say: "link.unknown"})
	case t.e.Doc:
		t.home(Line{Say: "link.same"})
	default:
		t.p.Link = Link{To: found, Until: t.now.Add(codeFor)}
		t.answer([]Line{{Say: "link.confirm"}}, commandPress("press.linkyes", "link yes"), commandPress("press.linkno", "cancel"))
	}
}

// joinOther asks the account whose code was given to take this one in.
func (t *turn) joinOther() {
	if t.p.Link.To == "" || !t.now.Before(t.p.Link.Until) {
		t.home(Line{Say: "link.unknown"})
		return
	}
	t.closeSession()
	t.hush()
	t.p.Link.Told = true
	t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: t.p.Link.To, Told: ToldJoin}})
}

// joining answers somebody whose accounts are just being joined. It is false
// for everybody else.
func (t *turn) joining() bool {
	if !t.p.Link.Told || t.e.Kind == EventTold {
		return false
	}
	if t.e.meets() && (t.e.Kind != EventText || !t.alarmed()) {
		t.answer([]Line{{Say: "link.moment"}})
	}
	return true
}

// joined makes this document a stub: the other one has everything. If it was
// not asked to, it is asked again, for it may lack what came since.
func (t *turn) joined() {
	if t.p.Known() && !t.p.Link.Told {
		t.p.Link = Link{To: t.e.From, Told: true}
		t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: t.e.From, Told: ToldJoin}})
		return
	}
	t.p = Person{Schema: schema, Stub: t.e.From, Link: Link{Until: t.now.Add(stubLooks)}}
	t.erase = true
}

// refused goes on as before.
func (t *turn) refused() {
	t.p.Link = Link{}
	t.home(Line{Say: "link.refused"})
}

// unlink lets the account that this was written in go its own way. Written in
// the one that keeps everything, it lets all others go.
func (t *turn) unlink(said string) {
	switch {
	case len(t.p.Accounts) == 0:
		t.home(Line{Say: "link.none"})
		return
	case !strings.EqualFold(strings.TrimSpace(said), "yes"):
		t.answer([]Line{{Say: t.unlinkAsks()}}, commandPress("press.unlinkyes", "unlink yes"), commandPress("press.linkno", "cancel"))
		return
	}
	t.answer([]Line{{Say: "link.apart"}})
	for _, a := range t.p.Accounts {
		if a.Doc == t.e.From || t.e.From == "" && a.Doc != t.e.Doc {
			t.put(Effect{Kind: KindTell, Tell: &Tell{Doc: a.Doc, Told: ToldUnlinked}})
		}
	}
}

// unlinkAsks chooses the question by where it is asked: here or elsewhere is
// where everything stays.
func (t *turn) unlinkAsks() string {
	if t.e.From == "" {
		return "link.askhere"
	}
	return "link.askthere"
}

// parted forgets an account that now goes its own way. What comes next is sent
// to the account that everything stayed with.
func (t *turn) parted(doc DocID) {
	i := slices.IndexFunc(t.p.Accounts, func(a Account) bool { return a.Doc == doc })
	if i < 0 {
		return
	}
	gone, own := t.p.Accounts[i], t.p.Accounts[0]
	t.p.Accounts = slices.Delete(slices.Clone(t.p.Accounts), i, i+1)
	if len(t.p.Accounts) == 1 {
		t.p.Accounts = nil
	}
	if t.p.Platform == gone.Platform && t.p.Chat == gone.Chat {
		t.p.Platform, t.p.Chat, t.p.Shown = own.Platform, own.Chat, Shown{}
	}
}

// moved notes that they write from another chat than last: what was shown there
// cannot be replaced here.
func (t *turn) moved() {
	t.p.Shown.Ref = ""
	for i := range t.p.Outbox {
		t.p.Outbox[i].Replace = ""
	}
	doc := cmp.Or(t.e.From, t.e.Doc)
	t.p.Accounts = slices.Clone(t.p.Accounts)
	for i, a := range t.p.Accounts {
		if a.Doc == doc {
			t.p.Accounts[i].Platform, t.p.Accounts[i].Chat = t.e.Platform, t.e.Chat
		}
	}
}

// closeSession ends an open session as it is.
func (t *turn) closeSession() {
	if t.p.Session != nil {
		t.advance(routines.Move{Kind: routines.MoveStop})
		t.record()
	}
}
