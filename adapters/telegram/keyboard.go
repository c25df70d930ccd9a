package telegram

import (
	"encoding/json"
	"unicode/utf8"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"unknot/adapters/border"
	"unknot/bot"
)

const longestCode = 64 // bytes, a limit of Telegram

// How many buttons share a row: as many as can be read on a small phone.
const (
	tinyLabel, tinyInRow   = 2, 6 // characters: the numbers of a scale
	shortLabel, shortInRow = 16, 2
)

// keyboard returns buttons as Telegram wants them, or "" for none. Short ones
// that follow each other share a row, but none with a number.
func keyboard(choice []bot.Button) (string, error) {
	if len(choice) == 0 {
		return "", nil
	}
	var rows [][]tgbotapi.InlineKeyboardButton
	for i, b := range choice {
		if len(b.Code) == 0 || len(b.Code) > longestCode {
			return "", errCode
		}
		key := tgbotapi.NewInlineKeyboardButtonData(border.Clean(b.Label), b.Code)
		last := len(rows) - 1
		if n := inRow(b.Label); i > 0 && len(rows[last]) < n && inRow(choice[i-1].Label) == n {
			rows[last] = append(rows[last], key)
			continue
		}
		rows = append(rows, tgbotapi.NewInlineKeyboardRow(key))
	}
	text, err := json.Marshal(tgbotapi.NewInlineKeyboardMarkup(rows...))
	return string(text), err
}

// inRow returns how many buttons like this one share a row.
func inRow(label string) int {
	switch n := utf8.RuneCountInString(label); {
	case n <= tinyLabel:
		return tinyInRow
	case n <= shortLabel:
		return shortInRow
	default:
		return 1
	}
}
