package discord

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"unknot/bot"
)

const (
	// deferAfter is when Discord is told that the answer takes longer. It gives
	// three seconds, and it takes a while to get there and back.
	deferAfter = 2 * time.Second
	// tokenLife is how long an interaction can be answered, a little less than
	// the quarter of an hour that Discord names.
	tokenLife = 14*time.Minute + 30*time.Second
)

// Kinds of callbacks.
const (
	callbackMessage    = 4
	callbackDefer      = 5 // a message follows
	callbackDeferPress = 6 // something follows, or nothing
	callbackUpdate     = 7 // the message that was pressed changes
	callbackSuggest    = 8
)

// stage is what was said to an interaction so far.
type stage int

const (
	fresh    stage = iota // nothing
	deferred              // that an answer will come
	answered              // an answer: what follows comes behind it
	over                  // nothing more can be said
)

var (
	errOver      = errors.New("the interaction is over")
	errElsewhere = errors.New("this is not said by the interaction")
)

// answer is an interaction that may still be answered. One at a time says
// something.
type answer struct {
	way  bot.Way
	of   *interaction
	came time.Time
	done chan struct{} // closed when the event is handled

	turn  chan struct{} // full while somebody has the turn
	stage stage         // of who has the turn
	apart bool          // of who has the turn: the first answer was a message of its own, not the one that was pressed
	vowed bool          // of who has the turn: it was we who said that an answer will come, or may have been
}

func newAnswer(i *interaction) *answer {
	return &answer{way: bot.Way(i.ID), of: i, came: time.Now(), done: make(chan struct{}), turn: make(chan struct{}, 1)}
}

// take takes the turn, and says whether it got it before ctx ended.
func (a *answer) take(ctx context.Context) bool {
	select {
	case a.turn <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (a *answer) give() { <-a.turn }

// say sends a piece as an answer, or in place of the message that was pressed.
// It fails with errOver when the interaction cannot be answered any more, and
// with errElsewhere when the piece replaces another message.
func (a *answer) say(ctx context.Context, c *caller, p piece) (name, error) {
	if !a.take(ctx) {
		return name{}, &callError{what: "answer", cause: ctx.Err()}
	}
	defer a.give()
	n, err := a.attempt(ctx, c, p)
	if has(err, codeAlreadyAnswered) { // by a call of ours whose answer was lost, or by another process
		a.stage = deferred
		n, err = a.attempt(ctx, c, p)
	}
	if has(err, codeUnknownMessage) && a.of.Kind == kindCommand { // it was told twice, and who got it first took the promise back
		a.stage = answered
		n, err = a.attempt(ctx, c, p)
	}
	if has(err, codeUnknownInteraction, codeUnknownWebhook, codeInvalidToken) {
		a.stage = over
		return name{}, errOver
	}
	return n, err
}

func (a *answer) attempt(ctx context.Context, c *caller, p piece) (name, error) {
	if time.Since(a.came) >= tokenLife {
		a.stage = over
	}
	here := p.replace.id != "" && p.replace.id == a.of.pressed().id && !a.apart && (a.of.private() || a.of.pressed().fleeting)
	var r request
	switch {
	case a.stage == over:
		return name{}, errOver
	case p.replace.id != "" && !here && a.of.private():
		return name{}, errElsewhere
	case here && a.stage == fresh:
		r = a.callback(callbackUpdate, p.change())
	case a.stage == fresh:
		r = a.callback(callbackMessage, p.message(a.flags()))
	case here, a.stage == deferred && a.of.Kind == kindCommand:
		r = request{what: "change of an answer", method: "PATCH", path: a.original(), body: p.change(), repeatable: true}
	default:
		r = request{what: "follow-up", method: "POST", path: a.webhook() + "?wait=true", body: p.message(a.flags())}
	}
	r.file = p.file
	said, err := c.call(ctx, r)
	if err != nil {
		return name{}, err
	}
	a.apart = a.apart || a.stage == fresh && !here
	a.stage = answered
	n := nameIn(said, !a.of.private())
	n.laidOut = p.laidOut()
	return n, nil
}

// aim lets a message that is one piece take the place of the message that was
// pressed, where it is to replace that among others and none of them can be
// changed in another way.
func (a *answer) aim(pieces []piece, before []name) {
	if a == nil || a.of.private() || len(before) < 2 {
		return
	}
	for i := range pieces {
		pieces[i].replace = name{}
	}
	if pressed := a.of.pressed(); len(pieces) == 1 && slices.Contains(before, pressed) {
		pieces[0].replace = pressed
	}
}

// flags are set on what only the person may see.
func (a *answer) flags() int {
	if a.of.private() {
		return 0
	}
	return flagEphemeral
}

// deferInTime tells Discord that the answer takes longer, when it does.
func (a *answer) deferInTime(ctx context.Context, c *caller) {
	timer := time.NewTimer(deferAfter - time.Since(a.came))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-a.done:
		return
	case <-ctx.Done():
		return
	}
	if !a.take(ctx) {
		return
	}
	defer a.give()
	if a.stage == fresh {
		a.postpone(ctx, c)
	}
}

// postpone says that an answer will come, or to a press that it was received.
func (a *answer) postpone(ctx context.Context, c *caller) {
	r := a.callback(callbackDefer, flagged{a.flags()})
	if a.of.Kind != kindCommand {
		r = a.callback(callbackDeferPress, nil)
	}
	r.limit = answerLimit
	_, err := c.call(ctx, r)
	_, refused := errors.AsType[*answerError](err)
	a.vowed = a.vowed || !refused
	switch {
	case err == nil, has(err, codeAlreadyAnswered):
		a.stage = deferred
	case has(err, codeUnknownInteraction):
		a.stage = over
	}
}

// finish is called when the event is handled. What nothing was said to is
// acknowledged, so that nobody sees it fail; nothing depends on it. A promise is
// taken back by who gave it: what was told twice may have been answered before.
func (a *answer) finish(ctx context.Context, c *caller) {
	close(a.done)
	if !a.take(ctx) {
		return
	}
	defer a.give()
	if a.stage == fresh {
		a.postpone(ctx, c)
	}
	if a.stage == deferred && a.vowed && a.of.Kind == kindCommand {
		_, _ = c.call(ctx, request{what: "end of an answer", method: "DELETE", path: a.original(), limit: answerLimit})
	}
}

// ways are the interactions at work.
type ways struct {
	mu sync.Mutex
	of map[bot.Way]*answer
}

// begin keeps an interaction until end. It is false for one that is kept.
func (w *ways) begin(i *interaction) (a *answer, fresh bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a = newAnswer(i)
	if w.of[a.way] != nil {
		return nil, false
	}
	if w.of == nil {
		w.of = map[bot.Way]*answer{}
	}
	w.of[a.way] = a
	return a, true
}

func (w *ways) end(a *answer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.of, a.way)
}

// get returns an interaction at work, or nil.
func (w *ways) get(way bot.Way) *answer {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.of[way]
}
