package bottest_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"unknot/bot"
)

// memoryAdapter is an adapter for memoryPlatform. It does all that the suite
// asks, but for its fault.
type memoryAdapter struct {
	platform *memoryPlatform
	log      *slog.Logger
	fault    string

	fresh int // IDs made up by faults
}

func (a *memoryAdapter) has(fault string) bool { return a.fault == fault }

func (a *memoryAdapter) Run(ctx context.Context, h bot.Handler) error {
	if a.has("deaf to cancel") {
		ctx = context.WithoutCancel(ctx)
	}
	if a.has("leaves a goroutine") {
		go func() { time.Sleep(time.Hour) }()
	}
	for place := 0; ctx.Err() == nil || a.has("starts when cancelled") && place == 0; place++ {
		u, more := a.platform.poll(ctx, place)
		if !more {
			break
		}
		if a.has("acknowledges early") {
			a.platform.acknowledge(place + 1)
		}
		if err := a.handle(ctx, h, u, &place); err != nil {
			return err
		}
		if ctx.Err() == nil {
			a.platform.acknowledge(place + 1)
		}
	}
	if ctx.Err() == nil && a.has("ends with an error") {
		return errors.New("the end")
	}
	return ctx.Err()
}

func (a *memoryAdapter) handle(ctx context.Context, h bot.Handler, u update, place *int) error {
	e, ok := a.event(u, *place)
	if !ok {
		return nil
	}
	work := func() error { return a.hand(ctx, h, e, u) }
	switch {
	case a.has("two at a time"):
		go func() { _ = work() }()
		return nil
	case a.has("abandons its handler"):
		done, undisturbed := make(chan struct{}), context.WithoutCancel(ctx)
		go func() { defer close(done); _ = a.hand(undisturbed, h, e, u) }()
		select {
		case <-done:
		case <-ctx.Done():
		}
		return nil
	}
	if err := work(); err != nil && a.has("stops on an error") {
		return err
	}
	return nil
}

func (a *memoryAdapter) event(u update, place int) (bot.Event, bool) {
	id := strconv.Itoa(u.id)
	switch {
	case a.has("new ID when redelivered"):
		id = strconv.Itoa(place)
	case a.has("one ID for all"):
		id = "event"
	}
	e := bot.Event{ID: bot.EventID(id), Doc: "memory:7", Chat: memoryChat, Kind: bot.EventText, Text: u.text, Tap: u.tap}
	if u.tap != "" {
		e.Kind = bot.EventTap
		return e, true
	}
	if !a.has("passes control characters") {
		e.Text = printable(u.text)
	}
	if a.has("trims markup") {
		e.Text = strings.ReplaceAll(e.Text, "**", "")
	}
	return e, a.has("hands over blanks") || strings.TrimSpace(e.Text) != ""
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, s)
}

func (a *memoryAdapter) hand(ctx context.Context, h bot.Handler, e bot.Event, u update) error {
	for {
		a.log.Debug("handing over", "event", e.ID)
		if a.has("logs the text") {
			a.log.Debug("handing over", "event", e)
		}
		err := a.guarded(ctx, h, e)
		if a.has("logs the error") && err != nil {
			a.log.Error("failed", "err", err)
		}
		again := errors.Is(err, bot.ErrLater) || a.has("repeats what is never") && errors.Is(err, bot.ErrNever)
		if !again || ctx.Err() != nil || a.has("gives up at the end") {
			return err
		}
		if a.has("overtakes") {
			a.platform.add(u)
			return nil
		}
		if a.has("new ID each time") {
			a.fresh++
			e.ID = bot.EventID(fmt.Sprint("again-", a.fresh))
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

func (a *memoryAdapter) guarded(ctx context.Context, h bot.Handler, e bot.Event) (err error) {
	if !a.has("lets panics through") {
		defer func() {
			if recover() != nil {
				err = errors.New("panic")
			}
		}()
	}
	return h.Handle(ctx, e)
}

func (a *memoryAdapter) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "memory", MaxText: memoryText, Edit: true, Idempotent: true, Files: true}
}

func (a *memoryAdapter) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if err := ctx.Err(); err != nil && !a.has("sends too late") {
		return "", &bot.SendError{Class: bot.SendTemporary, Err: err}
	}
	if out.Chat != memoryChat && !a.has("any chat will do") {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: errors.New("no such chat")}
	}
	parts := a.parts(out.Message)
	before := a.places(out.Replace)
	var places []string
	for i, part := range parts {
		if i > 0 && out.Room != nil && !a.has("takes no room") {
			if err := out.Room(ctx); err != nil {
				return "", &bot.SendError{Class: bot.SendUnknown, Err: err}
			}
		}
		if i < len(before) {
			a.platform.replace(before[i], part)
			places = append(places, strconv.Itoa(before[i]))
			continue
		}
		key := ""
		if out.Key != "" && !a.has("ignores keys") {
			key = fmt.Sprint(out.Key, "/", i)
		}
		place, class := a.platform.put(part, key)
		if class != 0 {
			return "", a.sendError(class, part)
		}
		places = append(places, strconv.Itoa(place))
	}
	for _, place := range before[min(len(before), len(parts)):] {
		a.platform.remove(place)
	}
	return bot.Reference(strings.Join(places, ",")), nil
}

// places returns where the messages are that a reference stands for.
func (a *memoryAdapter) places(r bot.Reference) []int {
	if r == "" || a.has("never replaces") {
		return nil
	}
	var places []int
	for number := range strings.SplitSeq(string(r), ",") {
		place, _ := strconv.Atoi(number)
		places = append(places, place)
	}
	if a.has("replaces the last part") {
		return places[len(places)-1:]
	}
	return places
}

func (a *memoryAdapter) sendError(class bot.SendClass, m shown) error {
	err := &bot.SendError{Class: class, Err: errors.New("the platform refuses")}
	if class == bot.SendWait && !a.has("forgets the wait") {
		err.Wait = memoryWait
	}
	switch a.fault {
	case "error of its own":
		return errors.New("refused")
	case "quotes the message":
		err.Err = fmt.Errorf("cannot send %q", m.text)
	case "shows its token":
		err.Err = errors.New("post /bot" + memoryToken)
	case "always temporary":
		err.Class = bot.SendTemporary
	}
	return err
}

// parts makes messages of one, the choices below the last.
func (a *memoryAdapter) parts(m bot.Message) []shown {
	text := m.Text.Plain()
	if !a.has("sends control characters") {
		text = printable(text)
	}
	if a.has("drops markup") {
		text = strings.ReplaceAll(text, "*", "")
	}
	var parts []shown
	for _, part := range a.split(text) {
		parts = append(parts, shown{text: part})
	}
	last := &parts[len(parts)-1]
	if last.choice = m.Choice; !a.has("keeps what it was sent") {
		last.choice = slices.Clone(m.Choice)
	}
	if m.File != nil && !a.has("drops files") {
		last.file = slices.Clone(m.File.Data)
	}
	for i, b := range last.choice {
		if a.has("cuts codes") {
			last.choice[i].Code = b.Code[:min(32, len(b.Code))]
		}
		if a.has("hides labels") {
			last.choice[i].Label = ""
		}
	}
	if a.has("forgets old choices") && len(m.Choice) > 0 {
		a.platform.forget()
	}
	return parts
}

// forget swaps the choices of all messages, so that an old press means
// another.
func (p *memoryPlatform) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i := range p.chat {
		slices.Reverse(p.chat[i].choice)
	}
}

func (a *memoryAdapter) split(text string) []string {
	limit := memoryText
	switch {
	case a.has("cuts long texts"):
		return []string{string([]rune(text)[:min(limit, len([]rune(text)))])}
	case a.has("sends too long texts"):
		return []string{text}
	case a.has("mixes messages") && len(text) > 100:
		return []string{text[:100], text[100:]}
	}
	var parts []string
	for rest := []rune(text); len(rest) > 0 || len(parts) == 0; {
		n := min(limit, len(rest))
		for n < len(rest) && n > 1 && !a.has("tears emoji") && joined(rest[n-1], rest[n]) {
			n--
		}
		parts = append(parts, string(rest[:n]))
		rest = rest[n:]
	}
	return parts
}

// joined says, well enough for this suite, that two characters are one sign.
func joined(a, b rune) bool {
	const joiner = '\u200d'
	return a == joiner || b == joiner || unicode.Is(unicode.Sk, b) || unicode.Is(unicode.Mn, b)
}
