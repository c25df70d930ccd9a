package discord

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"unknot/adapters/border"
	"unknot/bot"
)

// Limits of Discord.
const (
	perRow      = 5
	mostButtons = 25
	perList     = 25
	mostLists   = 5
	longestCode = 90 // bytes; Discord takes 100 characters, and a copy gets a mark
	longLabel   = 80 // characters
)

var (
	errCode   = errors.New("discord: the code of a button has not from 1 to 90 bytes")
	errChoice = errors.New("discord: more than 125 buttons")
)

// rowsOf returns choices as buttons, or where there are too many, as lists to
// choose one of.
func rowsOf(choice []bot.Button) ([]discordgo.MessageComponent, error) {
	if err := checkChoice(choice); err != nil {
		return nil, err
	}
	choice = distinct(choice)
	if len(choice) > mostButtons {
		return lists(choice), nil
	}
	var rows []discordgo.MessageComponent
	for len(choice) > 0 {
		n := min(perRow, len(choice))
		var row discordgo.ActionsRow
		for _, b := range choice[:n] {
			row.Components = append(row.Components, discordgo.Button{Label: label(b), Style: discordgo.SecondaryButton, CustomID: b.Code})
		}
		rows = append(rows, row)
		choice = choice[n:]
	}
	return rows, nil
}

func checkChoice(choice []bot.Button) error {
	if len(choice) > mostLists*perList {
		return errChoice
	}
	for _, b := range choice {
		if len(b.Code) == 0 || len(b.Code) > longestCode {
			return errCode
		}
	}
	return nil
}

// copyMark stands between a code and how many before it are the same: Discord
// takes no code twice, and two labels may mean one thing.
const copyMark = "§"

// distinct returns choices of which no two have the same code.
func distinct(choice []bot.Button) []bot.Button {
	known := map[string]int{}
	choice = slices.Clone(choice)
	for i, b := range choice {
		if n := known[b.Code]; n > 0 {
			choice[i].Code += copyMark + strconv.Itoa(n)
		}
		known[b.Code]++
	}
	return choice
}

// meant returns the code behind one that distinct made.
func meant(code string) string {
	if at := strings.LastIndex(code, copyMark); at > 0 {
		if _, err := strconv.Atoi(code[at+len(copyMark):]); err == nil {
			return code[:at]
		}
	}
	return code
}

func lists(choice []bot.Button) []discordgo.MessageComponent {
	var rows []discordgo.MessageComponent
	for len(choice) > 0 {
		n := min(perList, len(choice))
		menu := discordgo.SelectMenu{
			MenuType: discordgo.StringSelectMenu, CustomID: fmt.Sprintf("list %d", len(rows)),
			Placeholder: clip(label(choice[0])+" …", longLabel),
		}
		for _, b := range choice[:n] {
			menu.Options = append(menu.Options, discordgo.SelectMenuOption{Label: label(b), Value: b.Code})
		}
		rows = append(rows, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
		choice = choice[n:]
	}
	return rows
}

func label(b bot.Button) string { return clip(border.Clean(b.Label), longLabel) }
