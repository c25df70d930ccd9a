package telegram

import (
	"encoding/json"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/bot"
)

const (
	longestCode = 64 // bytes, a limit of Telegram
	shortLabel  = 16 // characters that are readable on half of a small phone
)

// keyboard returns buttons as Telegram wants them, or "" for none. Two short
// ones that follow each other share a row.
func keyboard(choice []bot.Button) (string, error) {
	if len(choice) == 0 {
		return "", nil
	}
	var rows [][]tgbotapi.InlineKeyboardButton
	for i, b := range choice {
		if len(b.Code) == 0 || len(b.Code) > longestCode {
			return "", errCode
		}
		key := tgbotapi.NewInlineKeyboardButtonData(clean(b.Label), b.Code)
		last := len(rows) - 1
		if i > 0 && len(rows[last]) == 1 && short(choice[i-1].Label) && short(b.Label) {
			rows[last] = append(rows[last], key)
			continue
		}
		rows = append(rows, tgbotapi.NewInlineKeyboardRow(key))
	}
	text, err := json.Marshal(tgbotapi.NewInlineKeyboardMarkup(rows...))
	return string(text), err
}

func short(label string) bool { return utf8.RuneCountInString(label) <= shortLabel }
