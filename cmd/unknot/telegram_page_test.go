package main

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"unknot/adapters/telegram/telegramtest"
)

// page is a conversation as people see it on Telegram, written in Markdown.
type page struct {
	strings.Builder
	on   *telegramStage
	loc  *time.Location
	last string // the time that was written last
}

// do performs a step and writes what comes of it.
func (p *page) do(s story, step step) {
	verb, what, _ := strings.Cut(step.do, " ")
	doing := "**You write:** /start"
	if verb == ">" {
		doing = "**You write:** " + command(what)
		if _, tap := p.on.screens.Resolve(what); tap {
			doing = "**You press:** `" + what + "`"
		}
	}
	s.perform(p.on.t, p.on, step)
	for i, call := range p.on.count.sends {
		if verb == "wait" || i > 0 {
			doing = "**Time passes.**"
		}
		p.show(doing, call)
	}
}

// show writes one message.
func (p *page) show(doing string, call telegramtest.Call) {
	if at := call.At.In(p.loc).Format("Monday, 15:04"); at != p.last {
		p.last = at
		fmt.Fprintf(p, "\n## %s\n", at)
	}
	changes := ""
	if call.Method == "editMessageText" {
		changes = " *The message changes:*"
	}
	fmt.Fprintf(p, "\n%s%s\n\n", doing, changes)
	text := strings.NewReplacer("*", `\*`, "_", `\_`, "<b>", "**", "</b>", "**", "• ", "- ").Replace(call.Form.Get("text"))
	for line := range strings.SplitSeq(html.UnescapeString(text), "\n") {
		p.WriteString(strings.TrimRight("> "+line, " ") + "\n")
	}
	p.buttons(call.Form.Get("reply_markup"))
}

// buttons writes the rows of buttons below a message.
func (p *page) buttons(keys string) {
	var markup struct {
		Rows [][]struct {
			Text string `json:"text"`
		} `json:"inline_keyboard"`
	}
	if keys == "" {
		return
	}
	if err := json.Unmarshal([]byte(keys), &markup); err != nil {
		p.on.t.Fatal(err)
	}
	p.WriteString(">\n")
	for i, row := range markup.Rows {
		var labels []string
		for _, b := range row {
			labels = append(labels, "`"+b.Text+"`")
		}
		p.WriteString("> " + strings.Join(labels, " ") + map[bool]string{true: "\\\n", false: "\n"}[i < len(markup.Rows)-1])
	}
}

const pageHead = `# A conversation on Telegram

A first session, and the morning after. A test plays it against a Bot API server and
holds this page to it; ` + "`make stories`" + ` writes it anew.
`

// The page in the docs is what Telegram shows.
func TestStoryOnThePage(t *testing.T) {
	s := mustReadStory(t, "testdata/conversation-telegram.txt")
	data, total := t.TempDir(), newCallTotal()
	var written string
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(time.Until(s.start))
		s.zone = "" // Telegram tells none
		on := newTelegramStage(t, s, data, total)
		p := &page{on: on, loc: s.start.Location()}
		p.WriteString(pageHead)
		for _, step := range s.steps {
			p.do(s, step)
		}
		on.end()
		fmt.Fprintf(p, "\n## What it costs\n\n%v", total)
		written = p.String()
	})
	path := filepath.Join("..", "..", "docs", "conversation-telegram.md")
	if *update {
		if err := os.WriteFile(path, []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if was, err := os.ReadFile(path); err != nil || string(was) != written {
		t.Errorf("docs/conversation-telegram.md is not what Telegram shows (%v): run `make stories` and read the diff", err)
	}
}
