package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
)

const discordBoss = "88"

// option is one of the options of a command.
func option(name string, kind int, value any) discordtest.Option {
	return discordtest.Option{Name: name, Kind: kind, Value: value}
}

// setUpServer lets somebody who manages the server set it up.
func (on *discordStage) setUpServer(schedule, routine, zone string) {
	on.api.Manage(discordBoss)
	on.uses(discordBoss, "server", discordtest.Part("setup",
		option("channel", 7, discordtest.Channel), option("schedule", 3, schedule), option("routine", 3, routine), option("zone", 3, zone)))
	on.uses(discordBoss, "server", discordtest.Part("goal", option("sessions", 4, 20)))
}

// uses lets somebody use a command in the channel, and returns what they alone
// see of it.
func (on *discordStage) uses(person, command string, options ...discordtest.Option) string {
	on.t.Helper()
	time.Sleep(haste)
	before := len(on.api.SeenBy(person, discordtest.Channel))
	on.api.Command(person, discordtest.Channel, command, options...)
	synctest.Wait()
	var said []string
	for _, m := range on.api.SeenBy(person, discordtest.Channel)[before:] {
		if m.Only != person {
			on.t.Errorf("/%s is answered for all: %q", command, m.Text)
		}
		said = append(said, m.Text)
	}
	if len(said) == 0 {
		on.t.Errorf("/%s is not answered", command)
	}
	return strings.Join(said, "\n")
}

// writes lets the person of the stage write something: on a server into the field
// that the last message offers, and where there is none in direct messages.
func (on *discordStage) writes(line string) (id string) {
	seen := on.api.SeenBy(discordPerson, on.at)
	for _, m := range slices.Backward(seen) {
		if m.Only != discordPerson || len(m.Choices) == 0 {
			continue
		}
		offer := slices.IndexFunc(m.Choices, func(c discordtest.Choice) bool { return strings.HasPrefix(c.Code, "✎") })
		if offer < 0 {
			break
		}
		press := on.api.PressMessage(discordPerson, m.ID, offer)
		synctest.Wait()
		if on.filled++; on.api.OpenedModal(press) == nil {
			on.t.Errorf("no field opens for %q", line)
			break
		}
		return on.api.Fill(press, line)
	}
	on.api.Write(discordPerson, line)
	return ""
}

// presses lets somebody press what they see alone, the last that has such a
// label.
func (on *discordStage) presses(person string, labels ...string) {
	on.t.Helper()
	for _, label := range labels {
		time.Sleep(haste)
		message, choice := "", -1
		for _, m := range on.api.SeenBy(person, discordtest.Channel) {
			if i := slices.IndexFunc(m.Choices, func(c discordtest.Choice) bool { return strings.HasPrefix(c.Label, label) }); i >= 0 {
				message, choice = m.ID, i
			}
		}
		if choice < 0 {
			on.t.Fatalf("%s sees no %q", person, label)
		}
		on.api.PressMessage(person, message, choice)
		synctest.Wait()
	}
}

// agrees lets somebody agree on the server, and come to a first card.
func (on *discordStage) agrees(person string) {
	on.t.Helper()
	on.uses(person, "start")
	on.presses(person, "I am 18 or over", "None of these", "None of these", "None of these", "None of these")
}

// tooMuch are words that say too much about whoever reads them in a channel.
const tooMuch = `(?i)pain|ache|migraine|attack|flare|medic|hurt|sick|symptom|dizz|tablet|doctor|emergency|nausea|vomit|aura|crisis|safety|somebody|77`

// wantPublic checks all that everybody in the channel could ever read: invitations,
// one on a day, with no word about health and no name.
func (on *discordStage) wantPublic() (invitations int) {
	invite := regexp.MustCompile(`^Today: [^\n]+, \d+ min\. Whoever begins gets it in private\.(\n\nTogether this week: \d+ of 20 sessions\.)?$`)
	for _, m := range on.api.Public() {
		said := m.Text
		for _, c := range m.Choices {
			said += "\n" + c.Label
		}
		word := regexp.MustCompile(tooMuch).FindString(said)
		if word != "" || !invite.MatchString(m.Text) || m.Called != "" || m.Edits > 0 || len(m.Files) > 0 || len(m.Choices) != 1 {
			on.t.Errorf("everybody reads %q (%q)", said, word)
		}
		invitations++
	}
	return invitations
}

// onServer runs a test on a server with a bot, on which somebody set up
// invitations.
func onServer(t *testing.T, test func(*discordStage)) {
	t.Helper()
	data := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		loc, _ := time.LoadLocation("Europe/Berlin")
		start := time.Date(2026, 11, 24, 9, 0, 0, 0, loc)
		time.Sleep(time.Until(start))
		on := newDiscordStage(t, story{}, data)
		on.at = discordtest.Channel
		on.begin(func(bot.Handler) {})
		on.setUpServer("daily 9:30", "S-02", "Berlin")
		test(on)
		on.end()
	})
}

// document returns a document as it is stored.
func (on *discordStage) document(doc bot.DocID) string {
	on.t.Helper()
	stored, err := on.service.store.Load(on.t.Context(), doc)
	if err != nil {
		on.t.Fatalf("%s: %v", doc, err)
	}
	return string(stored.Data)
}

const discordServer = bot.DocID("discord:server:300")
