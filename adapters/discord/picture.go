package discord

import (
	"strings"

	"github.com/bwmarrin/discordgo"
)

// flagLaidOut says that a message is made of components alone (Components V2).
const flagLaidOut = 1 << 15

// pictures reports whether a piece is a message with a picture. Those alone are
// laid out of components, the words above the picture, which has its alt text
// beside it: the flag can never be taken from a message again, and a message
// that changes on each press would gain nothing from it.
func (p piece) pictures() bool { return p.file != nil && strings.HasPrefix(p.file.Type, "image/") }

// laidOut reports whether a piece is made of components: a picture, and what takes
// the place of one.
func (p piece) laidOut() bool { return p.pictures() || p.replace.laidOut }

// lay puts what a message says and shows into components. There is no content
// beside them, and nothing that an address in it could grow into.
func (b *body) lay(p piece) {
	var parts []discordgo.MessageComponent
	if p.content != "" {
		parts = append(parts, discordgo.TextDisplay{Content: p.content})
	}
	if p.file != nil {
		parts = append(parts, p.shown())
	}
	b.Rows = append(parts, p.rows...)
	b.Content, b.Flags = nil, flagLaidOut
}

// shown is the file of a piece where it is seen.
func (p piece) shown() discordgo.MessageComponent {
	media := discordgo.UnfurledMediaItem{URL: "attachment://" + p.file.Name}
	if !p.pictures() {
		return discordgo.FileComponent{File: media}
	}
	item := discordgo.MediaGalleryItem{Media: media}
	if alt := p.alt(); alt != "" {
		item.Description = &alt
	}
	return discordgo.MediaGallery{Items: []discordgo.MediaGalleryItem{item}}
}
