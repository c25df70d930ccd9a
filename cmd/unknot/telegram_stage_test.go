package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/console"
	"unknot/adapters/telegram"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

// haste is how long the person on a telegramStage waits before they do
// something: so little that it fits into the wait that comes next, and so much
// that the platform bears all they do.
const haste = 50 * time.Millisecond

// telegramStage plays a story in a private chat on a Bot API server, with all
// of serve but its sockets. It must be used in a bubble.
//
// What a console shows at the start is asked for by /start here, and after a
// restart handed over by the test: nothing opens a chat on Telegram. The zone
// that a console suggests is suggested by the test.
type telegramStage struct {
	t     *testing.T
	zone  string
	data  string
	log   *lockedBuffer
	api   *telegramtest.Server
	count *callCount

	screens console.Screens
	private private
	pressed map[string]int // the message of each button that was ever shown, by its code
	opened  int
	service *service
	leave   context.CancelFunc
	left    chan error
}

func newTelegramStage(t *testing.T, s story, data string, total *callTotal) *telegramStage {
	on := &telegramStage{t: t, zone: s.zone, data: data, log: &lockedBuffer{}, api: telegramtest.New(), pressed: map[string]int{}}
	on.count = &callCount{t: t, total: total}
	on.api.Interfere = on.count.call
	return on
}

// hinted tells the zone that a platform suggests.
type hinted struct {
	bot.Handler
	zone string
}

// Handle implements bot.Handler.
func (h hinted) Handle(ctx context.Context, e bot.Event) error {
	e.Zone = h.zone
	return h.Handler.Handle(ctx, e)
}

// telegramService is all of serve but its sockets, on a Bot API server.
func telegramService(t *testing.T, data string, api *telegramtest.Server, stderr io.Writer) *service {
	t.Helper()
	c := config{Data: data, Log: "debug", Strict: yes}
	log := newLog(c, stderr)
	store, err := openStorage(t.Context(), c, log, alone)
	if err != nil {
		t.Fatal(err)
	}
	library, _ := shipped()
	p := platform{name: "telegram", open: func(config, *slog.Logger) (bot.Adapter, error) {
		return telegram.New(telegram.Options{Token: telegramtest.Token, Transport: api.Transport(), Log: log})
	}}
	s, err := newService(t.Context(), c, log, library, store, []platform{p}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// begin starts the service, and lets something happen first.
func (on *telegramStage) begin(first func(bot.Handler)) {
	on.service = telegramService(on.t, on.data, on.api, on.log)
	on.service.bot.Decider.Spread = 0 // the stories were written at a console
	h := hinted{on.service.platforms[0].handler, on.zone}
	on.service.platforms[0].handler = h
	ctx, cancel := context.WithCancel(on.t.Context())
	on.leave, on.left = cancel, make(chan error, 1)
	first(h)
	go func() { on.left <- on.service.run(ctx) }()
	synctest.Wait()
}

func (on *telegramStage) end() {
	on.leave()
	if err := <-on.left; err != nil {
		on.t.Error(err)
	}
	if err := on.service.store.Close(); err != nil {
		on.t.Error(err)
	}
	on.private.wantCleanLog(on.t, on.log.String())
}

func (on *telegramStage) open() string {
	on.count.begin(aStart)
	if on.opened == 0 {
		on.api.Write(telegramtest.Person, "/start")
		on.begin(func(bot.Handler) {})
	} else {
		on.begin(func(h bot.Handler) {
			e := bot.Event{ID: bot.EventID(fmt.Sprint("open ", on.opened)), Doc: "telegram:77", Chat: "77", Kind: bot.EventOpen}
			if err := h.Handle(on.t.Context(), e); err != nil {
				on.t.Error(err)
			}
		})
	}
	on.opened++
	return on.seen()
}

func (on *telegramStage) say(line string) string {
	time.Sleep(haste)
	on.private.said(line)
	if code, tap := on.screens.Resolve(line); tap {
		on.count.begin(aPress)
		on.api.PressCode(telegramtest.Person, on.pressed[code], code)
	} else {
		on.count.begin(aText)
		on.api.Write(telegramtest.Person, command(line))
	}
	synctest.Wait()
	return on.seen()
}

// command is what people on Telegram write for a word that the bot knows.
func command(line string) string {
	if regexp.MustCompile(`^[a-z]+$`).MatchString(line) {
		return "/" + line
	}
	return line
}

func (on *telegramStage) wait(d time.Duration) string {
	on.count.begin(aWait)
	time.Sleep(d)
	synctest.Wait()
	return on.seen()
}

func (on *telegramStage) away(d time.Duration) string {
	on.end()
	time.Sleep(d)
	return on.open()
}

// seen returns what came on the screen, as a console would print it. A message
// that changed in its place shows its new text.
func (on *telegramStage) seen() string {
	on.count.over()
	var b strings.Builder
	for _, show := range on.api.Shows(telegramtest.Person) {
		m := read(show.Message)
		on.private.said(show.Text)
		on.screens.Show(m)
		b.WriteString(console.Render(m))
		for _, button := range m.Choice {
			on.pressed[button.Code] = show.ID
		}
	}
	return b.String()
}

// read returns a message as a person reads it: paragraphs, lists, buttons.
func read(shown telegramtest.Message) (m bot.Message) {
	for paragraph := range strings.SplitSeq(shown.Text, "\n\n") {
		items := strings.Split("\n"+paragraph, "\n• ")
		if text := strings.TrimPrefix(items[0], "\n"); text != "" {
			m.Text = append(m.Text, bot.Block{Spans: []bot.Span{{Text: text}}})
		}
		for _, item := range items[1:] {
			m.Text = append(m.Text, bot.Block{Item: true, Spans: []bot.Span{{Text: item}}})
		}
	}
	for _, b := range shown.Buttons {
		m.Choice = append(m.Choice, bot.Button{Label: b.Label, Code: b.Data})
	}
	return m
}
