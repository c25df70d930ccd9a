package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
	"unknot/bot"
	"unknot/scheduler"
)

// Every story is played on a server, where others read along: commands and presses
// there, what is written in a field where one is offered and else in direct messages.
// The channel shows nothing of it.
func TestStoriesOnADiscordServer(t *testing.T) {
	if *update {
		return
	}
	library, _ := shipped()
	routines := bot.Completer{Library: library, Zones: &scheduler.Zones{}}.Complete("server routine", "")
	counts := make(chan [2]int, len(stories(t)))
	t.Run("all", func(t *testing.T) {
		for i, path := range storiesOn(t, serverStories) {
			t.Run(filepath.Base(path), func(t *testing.T) {
				t.Parallel()
				s := mustReadStory(t, path)
				data := t.TempDir()
				synctest.Test(t, func(t *testing.T) {
					time.Sleep(time.Until(s.start))
					on := newDiscordStage(t, s, data)
					on.at = discordtest.Channel
					for at, step := range s.steps {
						s.perform(t, on, step)
						if at == 0 {
							on.setUpServer("daily 9:30", routines[i%len(routines)].Words, s.zone)
							on.api.News()
						}
					}
					if len(on.api.Calls("^POST interactions/")) == 0 {
						t.Error("nothing was pressed on the server")
					}
					on.end()
					counts <- [2]int{on.wantPublic(), on.filled}
				})
			})
		}
	})
	close(counts)
	invitations, filled := 0, 0
	for n := range counts {
		invitations, filled = invitations+n[0], filled+n[1]
	}
	if invitations == 0 || filled == 0 {
		t.Errorf("%d invitations and %d words in fields in all stories: the test looks at nothing", invitations, filled)
	}
}

// Of four in a circle nothing is shown, in answers and invitations; of five the
// sum.
func TestCircleOnDiscord(t *testing.T) {
	onServer(t, func(on *discordStage) {
		sum := regexp.MustCompile(`Together this week: (\d+) of 20 sessions`)
		for n := range 5 {
			person := fmt.Sprint(discordPerson, n)
			on.agrees(person)
			on.uses(person, "circle", discordtest.Part("join"))
			on.uses(person, "routine", option("words", 3, "S-01"))
			on.presses(person, "Tiny", "2", "Done", "Done", "1", "2")
			for _, who := range []string{person, "99", discordBoss} {
				said := on.uses(who, "circle", discordtest.Part("show"))
				found := sum.FindStringSubmatch(said)
				if n < 4 && (found != nil || !strings.Contains(said, "from 5 members on")) || n == 4 && (found == nil || found[1] != "5") {
					t.Errorf("of %d members %s is told %q", n+1, who, said)
				}
			}
			on.wait(24 * time.Hour)
			if last := on.api.Public(); len(last) == 0 || sum.MatchString(last[len(last)-1].Text) != (n == 4) {
				t.Errorf("of %d members everybody reads %+v", n+1, last)
			}
		}
		on.uses(discordPerson+"0", "circle", discordtest.Part("leave"))
		if said := on.uses("99", "circle", discordtest.Part("show")); sum.MatchString(said) {
			t.Errorf("after one left: %q", said)
		}
		if kept := on.document(discordServer); strings.Contains(kept, "discord:"+discordPerson) {
			t.Errorf("the server knows its members: %s", kept)
		}
		on.wantPublic()
	})
}

// Whatever another member presses of what somebody sees alone, and whatever who
// manages the server asks for, nothing of that person changes or is told.
func TestNobodyReachesAnother(t *testing.T) {
	onServer(t, func(on *discordStage) {
		on.agrees(discordPerson)
		on.uses(discordPerson, "log", option("words", 3, "2 yes"))
		on.api.Write(discordPerson, "note ginger and a dark room")
		synctest.Wait()
		on.uses(discordPerson, "circle", discordtest.Part("join"))
		on.uses(discordPerson, "routine", option("words", 3, "S-01"))
		mine, theirs := bot.DocID("discord:"+discordPerson), on.document("discord:"+discordPerson)
		on.agrees(discordBoss)
		for _, m := range on.api.SeenBy(discordPerson, discordtest.Channel) {
			for choice := range m.Choices {
				if m.Only != discordPerson {
					continue
				}
				for _, other := range []string{"78", discordBoss} {
					time.Sleep(haste)
					on.api.PressMessage(other, m.ID, choice)
					synctest.Wait()
				}
			}
		}
		for _, name := range bot.Commands() {
			if name != "forget" {
				on.uses(discordBoss, name)
			}
		}
		on.uses(discordBoss, "circle", discordtest.Part("show"))
		on.uses(discordBoss, "server", discordtest.Part("off"))
		if on.document(mine) != theirs {
			t.Errorf("it was\n%s\nand is\n%s", theirs, on.document(mine))
		}
		for _, other := range []string{"78", discordBoss} {
			for _, m := range on.api.SeenBy(other, discordtest.Channel) {
				if strings.Contains(m.Text, "ginger") || m.Only != other && m.Only != "" {
					t.Errorf("%s sees %q", other, m.Text)
				}
			}
		}
		on.wantPublic()
	})
}

// Only who manages the server sets it up; who was made to think so does not.
func TestServerForManagersAlone(t *testing.T) {
	onServer(t, func(on *discordStage) {
		before := on.document(discordServer)
		for _, part := range []discordtest.Option{
			discordtest.Part("off"), discordtest.Part("goal", option("sessions", 4, 1)),
			discordtest.Part("setup", option("channel", 7, discordtest.Channel), option("schedule", 3, "daily 3:00"), option("routine", 3, "S-01"), option("zone", 3, "Paris")),
		} {
			if said := on.uses("78", "server", part); said != "Only those who manage this server can do that." {
				t.Errorf("/server %s is answered with %q", part.Name, said)
			}
		}
		kept := regexp.MustCompile(`"(seen|effects|outbox)":(\[[^\]]*\]|\d+),?`)
		if after := on.document(discordServer); kept.ReplaceAllString(after, "") != kept.ReplaceAllString(before, "") {
			t.Errorf("it was\n%s\nand is\n%s", before, after)
		}
	})
}

// A channel that is closed keeps the schedule, and who manages the server hears it
// once they do something; a bot that was removed begins cleanly.
func TestChannelOfAServerCloses(t *testing.T) {
	onServer(t, func(on *discordStage) {
		on.api.Bar(50013)
		on.wait(72 * time.Hour)
		if n := len(on.api.Calls("^POST channels/301/")); n != 1 {
			t.Errorf("tried %d times", n)
		}
		const closed = "I cannot write in the channel you chose."
		if said := on.uses(discordBoss, "server", discordtest.Part("goal", option("sessions", 4, 20))); strings.Count(said, closed) != 1 {
			t.Errorf("who manages it hears %q", said)
		}
		if said := on.uses("78", "circle", discordtest.Part("show")); strings.Contains(said, closed) {
			t.Errorf("a member hears %q", said)
		}
		on.api.Bar(0)
		on.setUpServer("daily 9:30", "S-02", "")
		on.wait(24 * time.Hour)
		if on.wantPublic() != 1 {
			t.Error("nobody is invited again")
		}
		on.api.Tell("GUILD_DELETE", `{"id":"300"}`)
		on.wait(48 * time.Hour)
		if said := on.uses(discordBoss, "circle", discordtest.Part("show")); on.wantPublic() != 1 || !strings.HasPrefix(said, "Nothing is set up here yet.") {
			t.Errorf("removed, it says %q", said)
		}
		on.setUpServer("daily 9:30", "S-02", "Berlin")
		if on.wait(24 * time.Hour); on.wantPublic() != 2 {
			t.Error("added again, nobody is invited")
		}
	})
}

// Who closed their direct messages hears it once, where they are.
func TestClosedDirectMessages(t *testing.T) {
	onServer(t, func(on *discordStage) {
		on.agrees(discordPerson)
		on.uses(discordPerson, "cancel")
		on.uses(discordPerson, "zone", option("words", 3, "Europe/Berlin"))
		on.uses(discordPerson, "schedule", option("words", 3, "daily 9:30"))
		on.api.CloseRoom(discordPerson, true)
		const told = "your direct messages are closed to me"
		for day, want := range []int{1, 0, 0} {
			on.wait(24 * time.Hour)
			if said := on.uses(discordPerson, "today"); strings.Count(said, told) != want {
				t.Errorf("day %d: %q", day, said)
			}
		}
		if n := len(on.api.Opened()); n > 1 {
			t.Errorf("direct messages were opened %d times", n)
		}
	})
}
