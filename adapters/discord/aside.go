package discord

import (
	"encoding/json"
	"strings"

	"unknot/bot"
)

// extras are what a message has beside its words:
// discord.com/developers/docs/resources/message#message-object.
type extras struct {
	Files     []attached        `json:"attachments"`
	Stickers  []json.RawMessage `json:"sticker_items"`
	Poll      json.RawMessage   `json:"poll"`
	Forwarded []json.RawMessage `json:"message_snapshots"`
	Edited    string            `json:"edited_timestamp"` // empty for a message as it was first
}

type attached struct {
	Type string  `json:"content_type"`
	Wave *string `json:"waveform"` // of a voice message
}

// aside returns what a message is that has no words of its own, or "" for none
// of these.
func (x extras) aside() bot.Aside {
	switch {
	case len(x.Forwarded) > 0:
		return bot.AsideForward
	case len(x.Files) > 0:
		return x.Files[0].aside()
	case len(x.Stickers) > 0:
		return bot.AsideSticker
	case len(x.Poll) > 0 && string(x.Poll) != "null":
		return bot.AsidePoll
	}
	return ""
}

func (a attached) aside() bot.Aside {
	kind, _, _ := strings.Cut(a.Type, "/")
	switch {
	case a.Wave != nil, kind == "audio":
		return bot.AsideVoice
	case kind == "image", kind == "video":
		return bot.AsidePicture
	default:
		return bot.AsideFile
	}
}
