import 'zone.js'
import '@angular/compiler'
import '@angular/material/prebuilt-themes/azure-blue.css'
import { CommonModule } from '@angular/common'
import { Component, inject, provideZoneChangeDetection, ViewChild } from '@angular/core'
import { FormsModule } from '@angular/forms'
import { MatAutocompleteModule } from '@angular/material/autocomplete'
import { MatButtonModule } from '@angular/material/button'
import { MatCheckboxModule } from '@angular/material/checkbox'
import { provideNativeDateAdapter } from '@angular/material/core'
import { MatDatepickerModule } from '@angular/material/datepicker'
import { MatDialog, MatDialogModule } from '@angular/material/dialog'
import { MatExpansionModule } from '@angular/material/expansion'
import { MatInputModule } from '@angular/material/input'
import { MatMenuModule } from '@angular/material/menu'
import { MatSelectModule } from '@angular/material/select'
import { MatSidenavModule } from '@angular/material/sidenav'
import { MatSlideToggleModule } from '@angular/material/slide-toggle'
import { MatSnackBar } from '@angular/material/snack-bar'
import { MatSort, MatSortModule } from '@angular/material/sort'
import { MatStepperModule } from '@angular/material/stepper'
import { MatTableDataSource, MatTableModule } from '@angular/material/table'
import { MatTabsModule } from '@angular/material/tabs'
import { MatToolbarModule } from '@angular/material/toolbar'
import { MatTooltipModule } from '@angular/material/tooltip'
import { bootstrapApplication } from '@angular/platform-browser'

// Without decorators in the syntax, as they are functions.
const Question = Component({
  selector: 'app-question',
  imports: [MatDialogModule, MatButtonModule],
  template: `<h2 mat-dialog-title>Remove it?</h2><mat-dialog-content>It cannot be brought back.</mat-dialog-content>
    <mat-dialog-actions><button matButton mat-dialog-close>Keep it</button><button matButton [mat-dialog-close]="true">Remove it</button></mat-dialog-actions>`,
})(class {})

const WOODS = ['oak', 'pine', 'ash', 'beech']
const App = Component({
  selector: 'app-stock',
  imports: [
    ...[CommonModule, FormsModule, MatAutocompleteModule, MatButtonModule, MatCheckboxModule],
    ...[MatDatepickerModule, MatExpansionModule, MatInputModule, MatMenuModule, MatSelectModule],
    ...[MatSidenavModule, MatSlideToggleModule, MatSortModule, MatStepperModule, MatTableModule],
    ...[MatTabsModule, MatToolbarModule, MatTooltipModule],
  ],
  styles: [
    ':host { display: block } form { display: grid; gap: 8px; max-width: 420px; padding: 16px } .wide { width: 100% }',
  ],
  template: `
    <mat-toolbar><button matButton (click)="drawer.toggle()">Menu</button><span style="flex: 1">Stock</span>
      <button matButton [matMenuTriggerFor]="menu">More</button></mat-toolbar>
    <mat-menu #menu><button mat-menu-item [matMenuTriggerFor]="sub">Export</button><button mat-menu-item>Print</button></mat-menu>
    <mat-menu #sub><button mat-menu-item>As text</button><button mat-menu-item>As a table</button></mat-menu>
    <mat-drawer-container style="min-height: 700px"><mat-drawer #drawer><p style="padding: 16px; width: 200px">Orders, articles, customers</p></mat-drawer>
    <mat-tab-group>
      <mat-tab label="Articles">
        <mat-form-field><mat-label>Filter</mat-label><input matInput (input)="source.filter = $any($event.target).value"></mat-form-field>
        <table mat-table [dataSource]="source" matSort class="wide">
          <ng-container matColumnDef="name"><th mat-header-cell *matHeaderCellDef mat-sort-header>Name</th><td mat-cell *matCellDef="let row"><mat-checkbox [(ngModel)]="row.on">{{ row.name }}</mat-checkbox></td></ng-container>
          <ng-container matColumnDef="price"><th mat-header-cell *matHeaderCellDef mat-sort-header>Price</th><td mat-cell *matCellDef="let row">{{ row.price | currency: 'EUR' }}</td></ng-container>
          <ng-container matColumnDef="gone"><th mat-header-cell *matHeaderCellDef></th><td mat-cell *matCellDef="let row"><button matButton [matTooltip]="'Remove ' + row.name" (click)="remove(row)">Remove</button></td></ng-container>
          <tr mat-header-row *matHeaderRowDef="columns"></tr><tr mat-row *matRowDef="let row; columns: columns"></tr>
        </table>
      </mat-tab>
      <mat-tab label="New">
        <form>
          <mat-form-field><mat-label>Name</mat-label><input matInput name="name" [(ngModel)]="name" required #field="ngModel"><mat-error>A name is needed</mat-error><mat-hint>{{ name.length }} letters</mat-hint></mat-form-field>
          <mat-form-field><mat-label>Wood</mat-label><mat-select name="wood" [(ngModel)]="wood">@for (w of woods; track w) {<mat-option [value]="w">{{ w }}</mat-option>}</mat-select></mat-form-field>
          <mat-form-field><mat-label>From</mat-label><input matInput name="from" [matDatepicker]="picker" [(ngModel)]="from"><mat-datepicker-toggle matIconSuffix [for]="picker" /><mat-datepicker #picker [startAt]="start" /></mat-form-field>
          <mat-slide-toggle name="sale" [(ngModel)]="sale">On sale</mat-slide-toggle>
          <button matButton="filled" [disabled]="!name || !wood" (click)="add()">Add</button>
        </form>
      </mat-tab>
      <mat-tab label="Order">
        <mat-stepper><mat-step label="Where"><p>To the door.</p><button matButton matStepperNext>Next</button></mat-step><mat-step label="When"><p>On Friday.</p></mat-step></mat-stepper>
        <mat-accordion><mat-expansion-panel><mat-expansion-panel-header>Terms</mat-expansion-panel-header><p>Thirty days.</p></mat-expansion-panel></mat-accordion>
      </mat-tab>
    </mat-tab-group></mat-drawer-container>`,
})(
  class {
    dialog = inject(MatDialog)
    bar = inject(MatSnackBar)
    columns = ['name', 'price', 'gone']
    woods = WOODS
    name = ''
    wood = ''
    sale = false
    from = null
    start = new Date(2026, 10, 1)
    source = new MatTableDataSource(
      Array.from({ length: 14 }, (_, i) => ({
        name: `Article ${i}`,
        price: 20 + ((i * 37) % 300),
        on: i === 2,
      })),
    )
    set sort(sort) {
      this.source.sort = sort
    }
    remove(row) {
      this.dialog
        .open(Question)
        .afterClosed()
        .subscribe((yes) => {
          if (yes) this.source.data = this.source.data.filter((other) => other !== row)
        })
    }
    add() {
      this.source.data = [{ name: this.name, price: 40, on: false }, ...this.source.data]
      this.bar.open(`${this.name} is in stock`, 'Good')
    }
    static propDecorators = { sort: [{ type: ViewChild, args: [MatSort] }] }
  },
)

document.getElementById('app').innerHTML = '<app-stock></app-stock>'
bootstrapApplication(App, { providers: [provideZoneChangeDetection(), provideNativeDateAdapter()] })
