package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/discord/discordtest"
)

// serverPage is what people see on a Discord server, written in Markdown.
type serverPage struct {
	strings.Builder
	on   *discordStage
	loc  *time.Location
	last string // the time that was written last
}

const serverPageHead = `# A server on Discord

Who manages it sets it up, everybody is invited, one member begins, and five count
together. What one person sees alone is marked as that; all else everybody in the channel
reads. A test plays it against a Discord of its own and holds this page to it;
` + "`make stories`" + ` writes it anew.
`

// does writes what somebody does, and everything that people see because of it.
func (p *serverPage) does(doing string, do func()) {
	p.on.api.News()
	do()
	p.moment()
	fmt.Fprintf(p, "\n%s\n", doing)
	for _, m := range p.on.api.News() {
		p.show(m)
	}
}

// moment begins a section for another minute.
func (p *serverPage) moment() {
	if at := time.Now().In(p.loc).Format("Monday, 15:04"); at != p.last {
		p.last = at
		fmt.Fprintf(p, "\n## %s\n", at)
	}
}

func (p *serverPage) show(m discordtest.Message) {
	who := "Everybody in the channel reads:"
	switch {
	case m.Only != "" && m.Edits > 0:
		who = "Their message changes:"
	case m.Only != "":
		who = "They alone see:"
	}
	fmt.Fprintf(p, "\n*%s*\n\n", who)
	content := regexp.MustCompile(`^<@&\d+>`).ReplaceAllString(m.Content, "@neighbours  ")
	for line := range strings.SplitSeq(strings.ReplaceAll(content, "• ", "- "), "\n") {
		p.WriteString(strings.TrimRight("> "+line, " ") + "\n")
	}
	for at := 0; at < len(m.Choices); at += 5 {
		if at == 0 {
			p.WriteString(">\n")
		}
		var labels []string
		for _, c := range m.Choices[at:min(at+5, len(m.Choices))] {
			labels = append(labels, "`"+c.Label+"`")
		}
		p.WriteString("> " + strings.Join(labels, " ") + map[bool]string{true: "\\\n", false: "\n"}[at+5 < len(m.Choices)])
	}
}

// presses writes what one press comes to.
func (p *serverPage) presses(label string) {
	p.does("**The member presses:** `"+label+"`", func() { p.on.presses(discordPerson, label) })
}

// passes lets time pass.
func (p *serverPage) passes(d time.Duration) {
	p.does("**Time passes.**", func() {
		time.Sleep(d)
		synctest.Wait()
	})
}

// play is the whole page.
func (p *serverPage) play() {
	on := p.on
	p.WriteString(serverPageHead)
	p.does("**Who manages the server writes:** `/server setup channel:#together schedule:weekdays 9:30 routine:Neck release zone:Berlin role:@neighbours`", func() {
		on.uses(discordBoss, "server", discordtest.Part("setup", option("channel", 7, discordtest.Channel), option("schedule", 3, "weekdays 9:30"),
			option("routine", 3, "S-02"), option("zone", 3, "Berlin"), option("role", 8, "700")))
	})
	p.does("**They write:** `/server goal sessions:20`", func() {
		on.uses(discordBoss, "server", discordtest.Part("goal", option("sessions", 4, 20)))
	})
	p.does("**Somebody else writes:** `/server goal sessions:1`", func() {
		on.uses("78", "server", discordtest.Part("goal", option("sessions", 4, 1)))
	})
	on.agrees(discordPerson) // who knows the bot already
	on.uses(discordPerson, "cancel")
	p.passes(time.Until(time.Date(2026, 11, 24, 9, 30, 1, 0, p.loc)))
	p.does("**A member who knows the bot presses:** `Begin`", func() { on.begins(discordPerson) })
	for _, label := range []string{"Tiny", "2", "Start the timer"} {
		p.presses(label)
	}
	p.passes(30 * time.Second)
	for _, label := range []string{"Done", "Done", "1", "2"} {
		p.presses(label)
	}
	p.does("**The member writes:** `/circle join`", func() { on.uses(discordPerson, "circle", discordtest.Part("join")) })
	p.does("**The member writes:** `/circle show`", func() { on.uses(discordPerson, "circle", discordtest.Part("show")) })
	on.four()
	p.does("Four more have joined, and each did one session. **Anybody writes:** `/circle show`", func() {
		on.uses("78", "circle", discordtest.Part("show"))
	})
	p.passes(time.Until(time.Date(2026, 11, 25, 9, 30, 1, 0, p.loc)))
}

// begins lets somebody press the last invitation.
func (on *discordStage) begins(person string) {
	time.Sleep(haste)
	all := on.api.Public()
	on.api.PressMessage(person, all[len(all)-1].ID, 0)
	synctest.Wait()
}

// four more people come, join the circle, and do a session each.
func (on *discordStage) four() {
	for n := range 4 {
		person := fmt.Sprint("100", n)
		on.agrees(person)
		on.uses(person, "circle", discordtest.Part("join"))
		on.uses(person, "routine", option("words", 3, "S-01"))
		on.presses(person, "Tiny", "2", "Done", "Done", "1", "2")
	}
}

// The page in the docs is what people see.
func TestStoryOfADiscordServer(t *testing.T) {
	var written string
	onServer(t, func(on *discordStage) {
		on.uses(discordBoss, "server", discordtest.Part("off"))
		loc, _ := time.LoadLocation("Europe/Berlin")
		p := &serverPage{on: on, loc: loc}
		p.play()
		written = p.String()
	})
	path := filepath.Join("..", "..", "docs", "conversation-discord.md")
	if *update {
		if err := os.WriteFile(path, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was, err := os.ReadFile(path); err != nil || string(was) != written {
		t.Errorf("docs/conversation-discord.md is not what Discord shows (%v): run `make stories` and read the diff", err)
	}
}
