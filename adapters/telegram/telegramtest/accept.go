package telegramtest

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode/utf16"
)

// The limits of a message. They hold in UTF-16 units after the markup is taken
// out, the last in bytes: core.telegram.org/bots/api, sendMessage and
// InlineKeyboardButton.
const (
	longestText    = 4096
	longestCaption = 1024
	longestCode    = 64
)

// accept takes a message as strictly as Telegram does. The lock is held.
func (s *Server) accept(call Call) (*chat, Message, Fault) {
	form := call.Form
	m := Message{Text: form.Get("text") + form.Get("caption"), Keys: form.Get("reply_markup"), Silent: form.Get("disable_notification") == "true"}
	c, refuse := s.into(form.Get("chat_id"))
	if refuse == nil {
		refuse = s.rates.refuse(s.Limits, call)
	}
	if refuse == nil {
		m.File, m.fileID, refuse = s.fileOf(call)
	}
	if refuse != nil {
		return nil, m, refuse
	}
	if form.Get("parse_mode") == "HTML" {
		text, ok := Parse(m.Text)
		if !ok || s.plain {
			return nil, m, Refusal(400, "Bad Request: can't parse entities: "+m.Text, 0)
		}
		m.Text = text
	}
	m.Text = strings.TrimSpace(m.Text)
	switch n := len(utf16.Encode([]rune(m.Text))); {
	case m.File != nil && n > longestCaption:
		return nil, m, Refusal(400, "Bad Request: message caption is too long", 0)
	case n == 0 && m.File == nil:
		return nil, m, Refusal(400, "Bad Request: message text is empty", 0)
	case n > longestText:
		return nil, m, Refusal(400, "Bad Request: message is too long", 0)
	}
	m.Buttons, refuse = buttons(m.Keys)
	return c, m, refuse
}

// buttons reads an inline keyboard.
func buttons(keys string) ([]Button, Fault) {
	if keys == "" {
		return nil, nil
	}
	var markup struct {
		Rows [][]struct {
			Text string `json:"text"`
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
	if json.Unmarshal([]byte(keys), &markup) != nil {
		return nil, Refusal(400, "Bad Request: can't parse reply keyboard markup JSON object", 0)
	}
	var all []Button
	for _, row := range markup.Rows {
		for _, b := range row {
			if len(b.Data) < 1 || len(b.Data) > longestCode || b.Text == "" {
				return nil, Refusal(400, "Bad Request: BUTTON_DATA_INVALID", 0)
			}
			all = append(all, Button{Label: b.Text, Data: b.Data})
		}
	}
	return all, nil
}

// Parse takes the markup out that the bot may use, and nothing else: <b>, and
// the four entities. It says whether Telegram would understand the rest.
func Parse(text string) (string, bool) {
	rest := strings.NewReplacer("<b>", "", "</b>", "").Replace(text)
	if strings.ContainsAny(rest, "<>") || strings.Count(text, "<b>") != strings.Count(text, "</b>") {
		return "", false
	}
	for _, piece := range strings.Split(rest, "&")[1:] {
		name, _, ok := strings.Cut(piece, ";")
		if !ok || !slices.Contains([]string{"lt", "gt", "amp", "quot"}, name) {
			return "", false
		}
	}
	return html.UnescapeString(rest), true
}
