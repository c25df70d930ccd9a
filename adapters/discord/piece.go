package discord

import (
	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
	"unknot/bot"
)

// Flags of messages.
const (
	flagNoEmbeds  = 1 << 2
	flagEphemeral = 1 << 6 // seen by one person
	flagSilent    = 1 << 12
)

// longestAlt is how much may be said of what a picture shows, in characters.
const longestAlt = 1024

// piece is what goes into one message of Discord.
type piece struct {
	content string
	rows    []discordgo.MessageComponent
	file    *bot.File
	silent  bool
	replace name
	nonce   string
	role    string // who is called by it; empty: nobody
}

// piecesOf returns a message as those that Discord takes, in order. They take
// the place of those that are to be replaced, as far as these go.
func piecesOf(out bot.Outgoing) ([]piece, error) {
	rows, err := rowsOf(out.Message.Choice)
	if err != nil {
		return nil, err
	}
	var pieces []piece
	before := readNames(out.Replace)
	call := mention(out.Message.Group)
	for i, content := range contents(out.Message.Text, maxText-len(call)) {
		p := piece{content: content, silent: out.Message.Silent, nonce: nonce(out.Key, i)}
		if i < len(before) {
			p.replace = before[i]
		}
		pieces = append(pieces, p)
	}
	pieces[0].content, pieces[0].role = call+pieces[0].content, out.Message.Group
	last := &pieces[len(pieces)-1]
	last.rows, last.file = rows, out.Message.File
	return pieces, nil
}

// body is a message on its way. Lists are always there: to change a message
// means to say everything anew.
type body struct {
	Content  *string                          `json:"content,omitempty"` // not with a picture
	Rows     []discordgo.MessageComponent     `json:"components"`
	Files    []attachment                     `json:"attachments"`
	Mentions discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Flags    int                              `json:"flags"`
	Nonce    string                           `json:"nonce,omitempty"`
	Enforce  bool                             `json:"enforce_nonce,omitempty"`
}

type attachment struct {
	ID  int    `json:"id"`
	Alt string `json:"description,omitempty"`
}

// change is the body that changes a message.
func (p piece) change() body {
	b := body{
		Content: &p.content, Rows: p.rows, Files: []attachment{}, Flags: flagNoEmbeds,
		Mentions: p.mentions(),
	}
	if b.Rows == nil {
		b.Rows = []discordgo.MessageComponent{}
	}
	if p.file != nil {
		b.Files = append(b.Files, attachment{Alt: p.alt()})
	}
	if p.laidOut() {
		b.lay(p)
	}
	return b
}

func (p piece) alt() string { return clip(border.Clean(p.file.Alt), longestAlt) }

// message is the body of a new message.
func (p piece) message(flags int) body {
	b := p.change()
	b.Flags |= flags
	if p.silent {
		b.Flags |= flagSilent
	}
	return b
}

// once is the body of a new message that Discord knows again when it is sent
// twice. Answers to interactions cannot have that.
func (p piece) once() body {
	b := p.message(0)
	b.Nonce, b.Enforce = p.nonce, p.nonce != ""
	return b
}
