import DeleteIcon from '@mui/icons-material/Delete'
import MenuIcon from '@mui/icons-material/Menu'
import {
  Alert,
  AppBar,
  Autocomplete,
  Button,
  Checkbox,
  Chip,
  createTheme,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  Drawer,
  IconButton,
  List,
  ListItemButton,
  ListItemText,
  Menu,
  MenuItem,
  Paper,
  Slider,
  Snackbar,
  Stack,
  Switch,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TablePagination,
  TableRow,
  TableSortLabel,
  Tabs,
  TextField,
  ThemeProvider,
  Toolbar,
  Tooltip,
  Typography,
} from '@mui/material'
import CssBaseline from '@mui/material/CssBaseline'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

const WOODS = ['oak', 'pine', 'ash', 'beech', 'walnut']
const ROWS = Array.from({ length: 60 }, (_, i) => ({
  id: i,
  name: `Article ${i}`,
  wood: WOODS[i % 5],
  price: 20 + ((i * 37) % 300),
}))

function App() {
  const [dark, setDark] = useState(false)
  const [tab, setTab] = useState(0)
  const [drawer, setDrawer] = useState(false)
  const [rows, setRows] = useState(ROWS)
  const [said, setSaid] = useState('')
  const theme = createTheme({ palette: { mode: dark ? 'dark' : 'light' } })
  return (
    <ThemeProvider theme={theme}>
      <CssBaseline />
      <AppBar position="sticky">
        <Toolbar>
          <IconButton color="inherit" aria-label="menu" onClick={() => setDrawer(true)}>
            <MenuIcon />
          </IconButton>
          <Typography variant="h6" sx={{ flexGrow: 1 }}>
            Stock
          </Typography>
          <Switch slotProps={{ input: { 'aria-label': 'dark' } }} onChange={() => setDark(!dark)} />
        </Toolbar>
      </AppBar>
      <Drawer open={drawer} onClose={() => setDrawer(false)}>
        <List sx={{ width: 240 }}>
          {['Orders', 'Articles', 'Customers'].map((text) => (
            <ListItemButton key={text} onClick={() => setDrawer(false)}>
              <ListItemText primary={text} secondary={`All ${text.toLowerCase()}`} />
            </ListItemButton>
          ))}
        </List>
      </Drawer>
      <Tabs value={tab} onChange={(_, next) => setTab(next)}>
        <Tab label="Articles" />
        <Tab label="New" />
      </Tabs>
      {tab === 0 ? (
        <Articles rows={rows} remove={(id) => setRows(rows.filter((row) => row.id !== id))} />
      ) : (
        <NewArticle
          add={(row) => {
            setRows([{ ...row, id: rows.length + 100 }, ...rows])
            setSaid(`${row.name} is in stock`)
            setTab(0)
          }}
        />
      )}
      <Snackbar open={said !== ''} onClose={() => setSaid('')}>
        <Alert severity="success" onClose={() => setSaid('')}>
          {said}
        </Alert>
      </Snackbar>
    </ThemeProvider>
  )
}

function Articles({ rows, remove }) {
  const [by, setBy] = useState('name')
  const [order, setOrder] = useState('asc')
  const [page, setPage] = useState(0)
  const [asked, setAsked] = useState(null)
  const [anchor, setAnchor] = useState(null)
  const sorted = [...rows].sort((a, b) => (a[by] > b[by] ? 1 : -1) * (order === 'asc' ? 1 : -1))
  return (
    <Paper sx={{ m: 2 }}>
      <Button onClick={({ currentTarget }) => setAnchor(currentTarget)}>Columns</Button>
      <Menu anchorEl={anchor} open={!!anchor} onClose={() => setAnchor(null)}>
        {['Compact', 'Wide', 'Print'].map((text) => (
          <MenuItem key={text} onClick={() => setAnchor(null)}>
            {text}
          </MenuItem>
        ))}
      </Menu>
      <Table size="small">
        <TableHead>
          <TableRow>
            {['name', 'wood', 'price'].map((name) => (
              <TableCell key={name}>
                <TableSortLabel
                  active={by === name}
                  direction={order}
                  onClick={() => {
                    setOrder(by === name && order === 'asc' ? 'desc' : 'asc')
                    setBy(name)
                  }}
                >
                  {name}
                </TableSortLabel>
              </TableCell>
            ))}
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {sorted.slice(page * 10, page * 10 + 10).map((row) => (
            <TableRow key={row.id} hover>
              <TableCell>
                <Checkbox size="small" />
                {row.name}
              </TableCell>
              <TableCell>
                <Chip
                  label={row.wood}
                  size="small"
                  color={row.wood === 'oak' ? 'primary' : 'default'}
                />
              </TableCell>
              <TableCell>{row.price}</TableCell>
              <TableCell>
                <Tooltip title={`Remove ${row.name}`}>
                  <IconButton aria-label="remove" onClick={() => setAsked(row)}>
                    <DeleteIcon />
                  </IconButton>
                </Tooltip>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <TablePagination
        component="div"
        count={rows.length}
        rowsPerPage={10}
        rowsPerPageOptions={[10]}
        page={page}
        onPageChange={(_, next) => setPage(next)}
      />
      <Dialog open={!!asked} onClose={() => setAsked(null)}>
        <DialogTitle>Remove {asked?.name}?</DialogTitle>
        <DialogContent>It cannot be brought back.</DialogContent>
        <DialogActions>
          <Button onClick={() => setAsked(null)}>Keep it</Button>
          <Button
            color="error"
            onClick={() => {
              remove(asked.id)
              setAsked(null)
            }}
          >
            Remove it
          </Button>
        </DialogActions>
      </Dialog>
    </Paper>
  )
}

function NewArticle({ add }) {
  const [name, setName] = useState('')
  const [wood, setWood] = useState(null)
  const [price, setPrice] = useState(40)
  return (
    <Stack spacing={2} sx={{ m: 2, maxWidth: 420 }}>
      <TextField
        label="Name"
        value={name}
        error={name.length > 12}
        helperText={name.length > 12 ? 'Too long' : ' '}
        onChange={({ target }) => setName(target.value)}
      />
      <Autocomplete
        options={WOODS}
        value={wood}
        onChange={(_, next) => setWood(next)}
        renderInput={(params) => <TextField {...params} label="Wood" />}
      />
      <Slider value={price} onChange={(_, next) => setPrice(next)} valueLabelDisplay="auto" />
      <TextField select label="Where" defaultValue="shop">
        <MenuItem value="shop">In the shop</MenuItem>
        <MenuItem value="store">In the store</MenuItem>
      </TextField>
      <Button
        variant="contained"
        disabled={!name || !wood}
        onClick={() => add({ name, wood, price })}
      >
        Add
      </Button>
    </Stack>
  )
}

createRoot(document.getElementById('app')).render(<App />)
