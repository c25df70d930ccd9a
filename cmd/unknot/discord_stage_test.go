package main

import (
	"context"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/console"
	"unknot/adapters/discord/discordtest"
	"unknot/adapters/telegram/telegramtest"
	"unknot/bot"
)

const (
	discordPerson = "77"
	discordRoom   = "500077"
	// odd is so little that nothing the person does falls on a heartbeat, which
	// the library and the bubble would not get past.
	odd = 7 * time.Millisecond
)

// discordStage plays a story in direct messages on Discord: commands as slash
// commands, choices pressed, the rest written. With a channel commands are used
// there, and words go into a field where one is offered. It must be used in a
// bubble.
type discordStage struct {
	t    *testing.T
	at   string // the channel; empty: direct messages
	zone string
	data string
	log  *lockedBuffer
	api  *discordtest.Server

	screens console.Screens
	pressed map[string]string // the message of each button that was ever shown, by its code
	opened  int
	filled  int // how often something was written into a field
	service *service
	leave   context.CancelFunc
	left    chan error
}

func newDiscordStage(t *testing.T, s story, data string) *discordStage {
	on := &discordStage{t: t, zone: s.zone, data: data, log: &lockedBuffer{}, api: discordtest.New(t), pressed: map[string]string{}}
	on.api.Slow("gateway/bot", odd)
	return on
}

// begin starts all of serve but its sockets, and lets something happen first.
func (on *discordStage) begin(first func(bot.Handler)) {
	t := on.t
	on.service = discordService(t, on.data, on.api, on.log)
	on.service.bot.Decider.Spread = 0 // the stories were written at a console
	h := hinted{on.service.platforms[0].handler, on.zone}
	on.service.platforms[0].handler = h
	ctx, cancel := context.WithCancel(t.Context())
	on.leave, on.left = cancel, make(chan error, 1)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(on.log.String())
		}
	})
	first(h)
	go func() { on.left <- on.service.run(ctx) }()
	time.Sleep(haste)
	synctest.Wait()
}

func (on *discordStage) end() {
	on.leave()
	if err := <-on.left; err != nil {
		on.t.Error(err)
	}
	if err := on.service.store.Close(); err != nil {
		on.t.Error(err)
	}
}

func (on *discordStage) open() string {
	if on.opened == 0 {
		on.api.Command(discordPerson, on.at, "start")
		on.begin(func(bot.Handler) {})
	} else {
		on.begin(func(h bot.Handler) {
			e := bot.Event{ID: bot.EventID(fmt.Sprint("open ", on.opened)), Doc: "discord:77", Chat: discordRoom, Kind: bot.EventOpen}
			if err := h.Handle(on.t.Context(), e); err != nil {
				on.t.Error(err)
			}
		})
	}
	on.opened++
	return on.seen()
}

func (on *discordStage) say(line string) string {
	time.Sleep(haste)
	id := on.does(line)
	synctest.Wait()
	if got := on.api.Answered(id); id != "" && (got.Kind == 0 || got.After > 0) {
		on.t.Errorf("%q was answered with %d after %v", line, got.Kind, got.After)
	}
	return on.seen()
}

// does what somebody would do to say it, and returns the number of the
// interaction, if it was one.
func (on *discordStage) does(line string) string {
	if code, tap := on.screens.Resolve(line); tap {
		return on.api.PressCode(discordPerson, on.pressed[code], code)
	}
	name, words, _ := strings.Cut(line, " ")
	if !slices.Contains(bot.Commands(), name) || words != "" && !slices.Contains(bot.OpenCommands(), name) {
		return on.writes(line)
	}
	var options []discordtest.Option
	if words != "" {
		options = append(options, discordtest.Option{Name: "words", Kind: 3, Value: words})
	}
	return on.api.Command(discordPerson, on.at, name, options...)
}

func (on *discordStage) wait(d time.Duration) string {
	time.Sleep(d)
	synctest.Wait()
	return on.seen()
}

func (on *discordStage) away(d time.Duration) string {
	on.end()
	time.Sleep(d - closing)
	seen := on.open()
	if d < closing {
		seen = aSecondMore(seen)
	}
	return seen
}

// closing is how long the library sleeps before it closes a connection. After a
// restart a timer that runs shows that much less than the story says.
const closing = time.Second

func aSecondMore(seen string) string {
	return regexp.MustCompile(`\d+ seconds to go`).ReplaceAllStringFunc(seen, func(said string) string {
		var n int
		_, _ = fmt.Sscanf(said, "%d", &n)
		return fmt.Sprintf("%d seconds to go", n+1)
	})
}

// seen returns what came on the screen, as a console would print it.
func (on *discordStage) seen() string {
	var b strings.Builder
	for _, show := range on.api.Shows(discordPerson) {
		shown := telegramtest.Message{Text: show.Text}
		for _, c := range show.Choices {
			shown.Buttons = append(shown.Buttons, telegramtest.Button{Label: c.Label, Data: c.Code})
		}
		m := read(shown)
		on.screens.Show(m)
		b.WriteString(console.Render(m))
		for _, button := range m.Choice {
			on.pressed[button.Code] = show.ID
		}
	}
	return b.String()
}

// Every story is played in direct messages on Discord as well: what the person
// sees is the same, line by line, and every command and press is answered at
// once, over its own token.
func TestStoriesOnDiscord(t *testing.T) {
	if *update {
		return // the core has just rewritten them
	}
	for _, path := range storiesOn(t, discordStories) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			s := mustReadStory(t, path).withoutFiles()
			data := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(s.start))
				on := newDiscordStage(t, s, data)
				s.play(t, on)
				on.end()
			})
		})
	}
}
