package telegram

import (
	"encoding/json"

	"unknot/bot"
)

// asideRow says what a field of a message makes of it.
type asideRow struct {
	field string
	aside bot.Aside
}

// asideRows lists what people send beside words: core.telegram.org/bots/api,
// Message. What is not here, such as that a message was pinned, nobody sends to
// the bot. The first row that fits counts: a moving picture is a document too,
// and a venue a location.
func asideRows() []asideRow {
	return []asideRow{
		{"voice", bot.AsideVoice}, {"video_note", bot.AsideVoice}, {"audio", bot.AsideVoice},
		{"sticker", bot.AsideSticker}, {"animation", bot.AsideSticker}, {"dice", bot.AsideSticker}, {"game", bot.AsideSticker}, {"gift", bot.AsideSticker},
		{"photo", bot.AsidePicture}, {"video", bot.AsidePicture}, {"live_photo", bot.AsidePicture}, {"story", bot.AsidePicture}, {"paid_media", bot.AsidePicture},
		{"document", bot.AsideFile},
		{"venue", bot.AsidePlace}, {"location", bot.AsidePlace},
		{"contact", bot.AsideContact},
		{"poll", bot.AsidePoll}, {"checklist", bot.AsidePoll},
	}
}

// asideIn returns what the message in an update is, or "" for none of these.
func asideIn(raw json.RawMessage) bot.Aside {
	var u struct {
		Message map[string]json.RawMessage `json:"message"`
	}
	_ = json.Unmarshal(raw, &u)
	for _, row := range asideRows() {
		if len(u.Message[row.field]) > 0 {
			return row.aside
		}
	}
	return ""
}
